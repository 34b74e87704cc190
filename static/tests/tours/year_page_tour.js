import { registry } from "@web/core/registry";
import { click, goBack, openMenu, press, see } from "./steps";

const row = (number) => `.o_data_row:has([name='number']:contains(/^${number}$/))`;

registry.category("web_tour.tours").add("employer_engagement_manager_year", {
    steps: () => [
        ...openMenu("employer_engagement_menu_figures", "employer_year_page_menu"),
        // nothing was counted today: it begins by itself
        see(`${row("1.1")} [name='this_year']:contains(/^1$/)`),
        press("action_update"),
        see(".o_form_view .progress"),
        see(`${row("1.1")} [name='this_year']:contains(/^1$/)`),
        click(`${row("1.1")} button[name='action_open_rows']`),
        see(".o_list_view .o_data_row:contains('Da Mario')"),
        goBack("The year"),
        click(".o_radio_item:contains('By team') label"),
        see(".o_data_row:contains('North')"),
        press("action_excel"),
        // the choice of a part is saved before the file is asked for
        {
            trigger: ".o_form_status_indicator:not(:has(.o_form_status_indicator_buttons:visible))",
            run: async () => {
                // the button opens another window, which no tour sees: ask for the same file here
                const id = window.location.pathname.split("/").at(-1);
                const file = await fetch(`/employer_engagement/year/${id}.xlsx`);
                if (!file.ok) {
                    throw new Error(`The workbook of page ${id} did not come: ${file.status}`);
                }
            },
        },
    ],
});
