import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";
import {
    choose,
    click,
    closeDialog,
    goBack,
    inDialog,
    openMenu,
    press,
    pressStat,
    save,
    see,
    seeDate,
    seeState,
    setDate,
    tab,
    type,
} from "./steps";

const waitsFor = (words) => see(`.alert-info:contains('Signature missing: ${words}')`);

/** Choose, as the file that came back, the text that was sent with a signature behind it. */
function receiveFile(signer) {
    return {
        trigger: ".modal .o_field_widget[name='file']:has(input[type='file'])",
        run: async () => {
            const id = Number(window.location.pathname.split("/").at(-1));
            const [agreement] = await rpc("/web/dataset/call_kw", {
                model: "employer.agreement",
                method: "read",
                args: [[id], ["document_attachment_id"]],
                kwargs: {},
            });
            const text = await fetch(`/web/content/${agreement.document_attachment_id[0]}`);
            const files = new DataTransfer();
            const content = [await text.arrayBuffer(), `\n/ByteRange ${signer}`];
            files.items.add(new File(content, `${signer}.pdf`, { type: "application/pdf" }));
            const input = document.querySelector(
                ".modal .o_field_widget[name='file'] input[type='file']"
            );
            input.files = files.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        },
    };
}

/** Record a signed file of the party that is missing, with what the registry gave it. */
function recordSigned(signer, role, protocol, act) {
    return [
        press("action_receive_file"),
        receiveFile(signer),
        see(".modal .o_field_widget[name='file_check']:contains('with a signature appended')"),
        ...inDialog(
            type("person_name", signer),
            type("person_role", role),
            type("protocol_number", protocol),
            type("act_number", act)
        ),
        ...closeDialog("action_record"),
    ];
}

/** From the type of an agreement to what was promised in it and has not come yet. */
registry.category("web_tour.tours").add("employer_engagement_agreement", {
    steps: () => [
        // drafted from its type
        ...pressStat("action_view_agreements"),
        click(".o_list_button_add, .o-kanban-button-new"),
        ...choose("agreement_type_id", "nternship"),
        ...setDate("start_date", "-10m"),
        ...setDate("start_date", "+2m", "end_date"),
        seeDate("start_date", "end_date"),
        click(".o_field_widget[name='commitment_ids'] .o_field_x2many_list_row_add :is(a, button)"),
        type("quantity", "2"),
        ...save(),
        // negotiated
        press("action_negotiate"),
        seeState("negotiation"),
        tab("text"),
        see(".o_field_widget[name='body_preview']:contains('Art. 1')"),
        press("action_adapt_text"),
        see(".o_field_widget[name='draft_body']:contains('Art. 1')"),
        // its text is fixed and signed by both
        press("action_to_sign"),
        seeState("to_sign"),
        waitsFor("Both parties"),
        ...recordSigned("Lia Sole", "Owner", "PG/2026/0042", "DD 117"),
        waitsFor("The office"),
        seeState("to_sign"),
        ...recordSigned("Ugo Monti", "Head of service", "PG/2026/0051", "DD 118"),
        seeState("active"),
        see("button[name='action_open_signed']"),
        tab("signatures"),
        see(".o_data_row:contains('Lia Sole'):contains('with a signature appended')"),
        see(".o_data_row:contains('Ugo Monti')"),
        tab("acts"),
        see(".o_field_widget[name='protocol_number'] input:value('PG/2026/0042')"),
        // what was promised is behind, here and in Today
        tab("commitments"),
        see(".o_data_row .o_data_cell[name='gap']:contains('2')"),
        see("button[name='action_view_commitments']:contains('2')"),
        goBack("Da Mario"),
        ...openMenu("employer_today_menu"),
        see(".o_data_row:contains('Da Mario'):contains('0 / 2')"),
    ],
});
