import { registry } from "@web/core/registry";

const state = (name) => `.o_statusbar_status button.o_arrow_button_current:contains(${name})`;

registry.category("web_tour.tours").add("employer_engagement_import", {
    steps: () => [
        {
            content: "The columns are proposed: check the rows",
            trigger: "button[name=action_check]",
            run: "click",
        },
        { content: "The dry run is through", trigger: state("Checked") },
        {
            content: "It says what would happen",
            trigger: "button[name=action_lines]:contains(New):contains(120)",
        },
        {
            content: "Import",
            trigger: "button[name=action_import]",
            run: "click",
        },
        { content: "A bar shows how far it is", trigger: "[role=progressbar]" },
        { content: "Imported", trigger: state("Imported") },
        {
            content: "Take it back",
            trigger: "button[name=action_undo]",
            run: "click",
        },
        {
            content: "Yes, take it back",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        { content: "Undone", trigger: "button.o_arrow_button_current:contains(Undone)" },
    ],
});
