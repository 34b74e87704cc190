import { registry } from "@web/core/registry";
import {
    click,
    closeDialog,
    inDialog,
    openApp,
    openMenu,
    pick,
    press,
    search,
    see,
    seeState,
    type,
} from "./steps";

registry.category("web_tour.tours").add("employer_engagement_officer_call", {
    steps: () => [
        ...openApp(),
        // Today opens first
        see(".o_list_view th[data-name='title']"),
        ...openMenu("employer_engagement_menu_employers", "employer_organisation_menu"),
        // the board opens first
        see(".o_kanban_group:contains('To call')"),
        ...search("02 5555 0142"),
        see(".o_kanban_view:not(:has(.o_kanban_record:not(.o_kanban_ghost):eq(1)))"),
        click(".o_kanban_record:contains('Da Mario') .fw-bold"),
        seeState("prospect"),
        press("action_log_contact"),
        ...inDialog(
            pick("channel", "phone"),
            pick("outcome", "reached"),
            type("summary", "Looks for two kitchen helpers"),
            pick("next_step_when", "tomorrow"),
            type("next_step", "Send the draft agreement")
        ),
        ...closeDialog("action_save"),
        seeState("contacted"),
        ...openMenu("employer_today_menu"),
        see(
            ".o_data_row:contains('Send the draft agreement') [name='employer_id']:contains('Da Mario')"
        ),
    ],
});
