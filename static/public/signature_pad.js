/* Drawing a signature: only an addition, the typed name signs without any script. */
(function () {
    "use strict";
    const pad = document.getElementById("pad");
    const canvas = document.getElementById("canvas");
    const field = document.getElementById("drawing");
    if (!pad || !canvas || !canvas.getContext) {
        return;
    }
    pad.hidden = false;
    const pen = canvas.getContext("2d");
    pen.lineWidth = 3;
    pen.lineCap = "round";
    pen.strokeStyle = "#102a43";
    let drawing = false;

    function place(event) {
        const box = canvas.getBoundingClientRect();
        return [
            ((event.clientX - box.left) * canvas.width) / box.width,
            ((event.clientY - box.top) * canvas.height) / box.height,
        ];
    }
    canvas.addEventListener("pointerdown", function (event) {
        drawing = true;
        canvas.setPointerCapture(event.pointerId);
        pen.beginPath();
        pen.moveTo(...place(event));
    });
    canvas.addEventListener("pointermove", function (event) {
        if (drawing) {
            pen.lineTo(...place(event));
            pen.stroke();
        }
    });
    canvas.addEventListener("pointerup", function () {
        drawing = false;
        field.value = canvas.toDataURL("image/png");
    });
    document.getElementById("clear").addEventListener("click", function () {
        pen.clearRect(0, 0, canvas.width, canvas.height);
        field.value = "";
    });
})();
