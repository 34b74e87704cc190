import { registry } from "@web/core/registry";
import { click, openMenu, save } from "./steps";

registry.category("web_tour.tours").add("employer_engagement_manager_rule", {
    steps: () => [
        ...openMenu("employer_engagement_menu_configuration", "employer_rule_menu"),
        click(".o_data_row:contains('R9') .o_data_cell[name='name']"),
        click(".o_field_widget[name='level'] input"),
        click(".o_select_menu_item:contains('Stop')"),
        ...save(),
    ],
});
