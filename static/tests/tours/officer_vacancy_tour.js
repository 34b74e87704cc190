import { registry } from "@web/core/registry";
import {
    choose,
    click,
    closeDialog,
    confirm,
    goBack,
    inDialog,
    pick,
    press,
    pressStat,
    save,
    see,
    seeDate,
    seeState,
    setDate,
    type,
} from "./steps";

const ofPerson = (code, button) => `.o_data_row:contains('${code}') button[name='${button}']`;

registry.category("web_tour.tours").add("employer_engagement_officer_vacancy", {
    steps: () => [
        // The employer is won
        press("action_new_scouting"),
        see(".o_field_widget[name='expected_positions']"),
        type("name", "Two kitchen helpers"),
        ...save(),
        press("action_win"),
        see(".modal .o_field_widget[name='next_kind'] input[data-value='agreement']:checked"),
        ...closeDialog("action_win"),
        see(".o_form_view button[name='action_reopen']"),
        goBack("Da Mario"),
        // The agreement is made and signed
        ...pressStat("action_view_agreements"),
        click(".o_list_button_add, .o-kanban-button-new"),
        ...choose("agreement_type_id", "nternship"),
        ...setDate("start_date", "today"),
        ...setDate("start_date", "+1y", "end_date"),
        ...setDate("signature_date", "today"),
        seeDate("signature_date"),
        press("action_activate"),
        seeState("active"),
        goBack("Da Mario"),
        // Two kitchen helpers are wanted
        ...pressStat("action_view_vacancies"),
        see(".o_kanban_group"),
        click(".o-kanban-button-new"),
        ...inDialog(type("occupation_id", "lavapiatti")),
        click(".o-autocomplete--dropdown-item a:contains('9412')"),
        ...inDialog(
            type("positions", "2"),
            type("name", "Kitchen helper"),
            pick("kind", "internship_to_job")
        ),
        ...closeDialog("action_open"),
        // Three persons are proposed: their papers are still to be checked, and said so
        press("action_find_people"),
        click(".modal [data-filter='right']"),
        ...["TOUR1", "TOUR2", "TOUR3"].map((code) => click(`.modal [data-code='${code}'] input`)),
        see(".modal [data-code='TOUR3'] [data-verdict='unknown']:contains('To verify')"),
        ...closeDialog("action_confirm"),
        see(".o_field_widget[name='candidacy_ids'] .o_data_row:contains('TOUR3')"),
        press("action_approve"),
        seeState("approved"),
        press("action_mark_sent"),
        ...confirm(),
        seeState("sent"),
        // One is chosen by the company, who asks the person first
        click(ofPerson("TOUR1", "action_ask_consent")),
        ...inDialog(pick("answer", "yes"), click(".o_form_button_save")),
        see("body:not(:has(.modal))"),
        click(ofPerson("TOUR1", "action_select")),
        see(ofPerson("TOUR1", "action_start_internship")),
    ],
});
