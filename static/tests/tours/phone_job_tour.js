import { registry } from "@web/core/registry";
import { click, inDialog, openApp, openMenu, pick, see, seeState, type } from "./steps";

const card = (name) => `.o_kanban_record:contains('${name}')`;
const cardIn = (column, name) => `.o_kanban_group:contains('${column}') ${card(name)}`;
const onCard = (name, button) => click(`${card(name)} button[name='${button}']`);

registry.category("web_tour.tours").add("employer_engagement_phone_job", {
    steps: () => [
        ...openApp(),
        ...openMenu("employer_engagement_menu_employers", "employer_organisation_menu"),
        see(cardIn("To call", "Da Mario")),
        see(cardIn("Level: Prospect", "Bar Errore")),

        // a contact, interrupted by a call that is looked up by its number
        onCard("Da Mario", "action_log_contact"),
        ...inDialog(
            pick("outcome", "interested"),
            type("summary", "Two kitchen helpers"),
            pick("next_step_when", "week"),
            type("next_step", "Send the draft agreement"),
            click("button[name='action_incoming_call']"),
            see(".o_field_widget[name='direction'] input[data-value='in']:checked + label"),
            type("employer_id", "02 5555 0199")
        ),
        click(".o-autocomplete--dropdown-item:contains('Bar Chiama')"),
        see(".modal .o_field_widget[name='call_words']:contains('Ask')"),
        ...inDialog(
            pick("next_step_when", "tomorrow"),
            type("next_step", "Call back"),
            click("button[name='action_save']")
        ),

        // back in the first, as it was left
        see(".modal .o_field_widget[name='employer_id']:contains('Da Mario')"),
        ...inDialog(
            see(".o_field_widget[name='next_step_when'] input[data-value='week']:checked + label"),
            click("button[name='action_save']")
        ),
        see("body:not(:has(.modal))"),
        see(cardIn("Contacted", "Da Mario")),
        see(`${card("Da Mario")}:contains('Send the draft agreement')`),

        // logged on the wrong card, and taken back
        onCard("Bar Errore", "action_log_contact"),
        ...inDialog(pick("next_step_when", "month"), click("button[name='action_save']")),
        see(cardIn("Level: Contacted", "Bar Errore")),
        onCard("Bar Errore", "action_undo_contact"),
        see(cardIn("Level: Prospect", "Bar Errore")),
        see(`${card("Bar Errore")}:not(:has(button[name='action_undo_contact']))`),
    ],
});

registry.category("web_tour.tours").add("employer_engagement_board_drop", {
    steps: () => [
        ...openApp(),
        ...openMenu("employer_engagement_menu_employers", "employer_organisation_menu"),
        see(cardIn("To call", "Da Mario")),
        {
            trigger: cardIn("To call", "Da Mario"),
            run: "drag_and_drop(.o_kanban_group:contains('Visit'))",
        },
        see(cardIn("Visit", "Da Mario")),
        {
            trigger: cardIn("Visit", "Da Mario"),
            run: "drag_and_drop(.o_kanban_group:contains('Won'))",
        },
        see(".modal .o_field_widget[name='next_kind'] input[data-value='agreement']:checked"),
        ...inDialog(
            type("need", "Two kitchen helpers"),
            click("button[name='action_win_open']")
        ),
        seeState("draft"),
    ],
});
