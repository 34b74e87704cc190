import { registry } from "@web/core/registry";
import { click, closeDialog, inDialog, see, type } from "./steps";

const DESK = ".o_workshop_desk";

/** Somebody on the card of `company` in a section of the desk. */
function card(section, company) {
    return `${DESK} section[name='${section}'] article:contains('${company}')`;
}

function person(section, company, name) {
    return `${card(section, company)} .o_workshop_desk_row:contains('${name}')`;
}

function write(name, text) {
    return { trigger: `${DESK} input[name='${name}']`, run: `edit ${text}` };
}

function chooseCompany(text) {
    return [
        { trigger: ".modal .o_field_widget[name='employer_ids'] input", run: `edit ${text}` },
        click(`.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) a:contains('${text}')`),
        see(`.modal .o_field_widget[name='employer_ids'] .o_tag:contains('${text}')`),
    ];
}

/** Prepare, run and credit a workshop: two of one company, a no-show, a walk-in, one seen before. */
registry.category("web_tour.tours").add("employer_engagement_workshop", {
    steps: () => [
        // prepare
        click("button[name='action_invite_companies']"),
        see(".modal .o_form_view"),
        ...inDialog(click(".o_field_widget[name='people'] input[data-value='all']")),
        see(".modal .o_field_widget[name='people'] input[data-value='all']:checked"),
        ...chooseCompany("Trattoria Alfa"),
        ...chooseCompany("Officina Beta"),
        see(".modal .o_data_row:contains('Ada')"),
        see(".modal .o_data_row:contains('Bea')"),
        ...closeDialog("action_invite"),
        see(".o_data_row:contains('Carlo') .o_data_cell[name='employer_id']:contains('Beta')"),
        click(".o_data_row:contains('Ada') button[name='action_workshop_coming']"),
        see(".o_data_row:contains('Ada'):not(:has(button[name='action_workshop_coming']))"),
        click(".o_data_row:contains('Carlo') button[name='action_workshop_coming']"),
        see(".o_data_row:contains('Carlo'):not(:has(button[name='action_workshop_coming']))"),
        click(".breadcrumb a:contains('Kitchens and hotels')"),
        // run
        click("button[name='action_open_desk']"),
        click(`${person("expected", "Alfa", "Ada")} button[name='came']`),
        see(`${person("came", "Alfa", "Ada")} button[name='undo']`),
        click(`${person("invited", "Alfa", "Bea")} button[name='came']`),
        see(person("came", "Alfa", "Bea")),
        // a mis-tap is undone
        click(`${person("expected", "Beta", "Carlo")} button[name='came']`),
        click(`${person("came", "Beta", "Carlo")} button[name='undo']`),
        click(`${person("expected", "Beta", "Carlo")} button[name='no_show']`),
        see(person("no_show", "Beta", "Carlo")),
        // seen before: found by a mistyped name
        click(`${DESK} button[name='walk_in']`),
        write("company", "pasticeria gamma"),
        click(`${DESK} [name='suggestions'] button:contains('Pasticceria Gamma')`),
        write("person", "Elio"),
        click(`${DESK} button[name='save']`),
        see(person("came", "Gamma", "Elio")),
        // new to us
        click(`${DESK} button[name='walk_in']`),
        write("company", "Bar Nuovo"),
        write("person", "Dina"),
        click(`${DESK} button[name='save']`),
        see(person("came", "Bar Nuovo", "Dina")),
        see(`${DESK} [name='companies']:contains('3')`),
        click(`${DESK} header button`),
        // credit
        click("button[name='action_thank_companies']"),
        see(".modal .o_data_row:contains('Dina')"),
        ...inDialog(type("next_step", "Ask what they need")),
        ...closeDialog("action_thank"),
        click(".o_notebook_headers a[name='outcome']"),
        see(".o_field_widget[name='outcome_html'] table"),
    ],
});
