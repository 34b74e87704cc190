import { registry } from "@web/core/registry";
import { click, closeDialog, pick, press, see, type } from "./steps";

registry.category("web_tour.tours").add("employer_engagement_tutor_intake", {
    steps: () => [
        click(".o_control_panel_main_buttons button.btn-primary"),
        type("first_name", "Amina"),
        type("last_name", "Tour"),
        type("phone", "333 555 0199"),
        pick("proposal_answer", "yes"),
        ...closeDialog("action_enter"),
        // The person is a code, for the tutor too, until opened on purpose
        see(".o_form_view .o_field_widget[name='proposal_until']"),
        press("action_open_identity"),
        see(".o_field_widget[name='last_name'] input:value(Tour)"),
    ],
});

registry.category("web_tour.tours").add("employer_engagement_officer_sees_code", {
    steps: () => [
        see(".o_form_view .o_field_widget[name='code']"),
        see(".o_form_view button[name='action_log_contact']"),
        see(
            ".o_form_view:not(:has(button[name='action_open_identity'], button[name='action_open_protected']))"
        ),
    ],
});
