import { stepUtils } from "@web_tour/tour_utils";

/** Steps shared by the tours of this addon; they go by technical names, never by labels. */

const MODULE = "employer_engagement";

export function click(trigger) {
    return { trigger, run: "click" };
}

export function see(trigger) {
    return { trigger };
}

/** Open our app from the list of apps. */
export function openApp() {
    return stepUtils.goToAppSteps(`${MODULE}.employer_engagement_menu_root`);
}

/** Open `menu` of `section` in the top bar, or the section itself (XML ids without the module). */
export function openMenu(section, menu) {
    const steps = [click(`.o_menu_sections [data-menu-xmlid='${MODULE}.${section}']`)];
    if (menu) {
        steps.push(click(`.o-dropdown--menu [data-menu-xmlid='${MODULE}.${menu}']`));
    }
    return steps;
}

/** Search `text` with the first proposal of the search bar. */
export function search(text) {
    return [
        { trigger: ".o_searchview_input", run: `edit ${text}` },
        { trigger: ".o_searchview_autocomplete", run: "press Enter" },
        see(".o_searchview_facet"),
    ];
}

/** Do `steps` in the dialog, not in the form behind it. */
export function inDialog(...steps) {
    return steps.flat().map((step) => ({ ...step, trigger: `.modal :is(${step.trigger})` }));
}

/** Press the button `name` of the dialog and wait until it is gone. */
export function closeDialog(name) {
    return [click(`.modal button[name='${name}']`), see("body:not(:has(.modal))")];
}

/** Say yes to the question a button asks. */
export function confirm() {
    return [click(".modal .modal-footer .btn-primary"), see("body:not(:has(.modal))")];
}

export function press(name) {
    return click(`.o_form_view button[name='${name}']`);
}

/** Press the button over the number `name` at the top of the form, behind “More” or not. */
export function pressStat(name) {
    return [stepUtils.autoExpandMoreButtons(), click(`.oe_stat_button[name='${name}']`)];
}

export function tab(name) {
    return click(`.o_notebook_headers a[name='${name}']`);
}

export function type(field, text) {
    return { trigger: `.o_field_widget[name='${field}'] :is(input, textarea)`, run: `edit ${text}` };
}

export function tick(field) {
    return click(`.o_field_widget[name='${field}'] input`);
}

/** Choose the record that matches `text` in a many2one. */
export function choose(field, text) {
    return [
        type(field, text),
        click(`.o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option) a:contains("${text}")`),
    ];
}

/** Choose one of radio buttons by its technical value. */
export function pick(field, value) {
    return click(`.o_field_widget[name='${field}'] input[data-value='${value}'] + label`);
}

/** Write a date as Odoo's shortcut, “today” or “+1d”; `part` names the end of a range. */
export function setDate(field, shortcut, part = field) {
    const widget = `.o_field_widget[name='${field}']`;
    return [
        click(`${widget} [data-field='${part}']`),
        { trigger: `${widget} input[data-field='${part}']`, run: `edit ${shortcut} && press Tab` },
    ];
}

export function seeDate(field, part = field) {
    return see(`.o_field_widget[name='${field}'] button[data-field='${part}']`);
}

/** Wait until the status bar stands on `value` (key of a state, id of a stage). */
export function seeState(value) {
    return see(`.o_statusbar_status .o_arrow_button_current[data-value='${value}']`);
}

export function save() {
    return stepUtils.saveForm();
}

/** Go back to the record `name` of the breadcrumb. */
export function goBack(name) {
    return click(`.breadcrumb a:contains('${name}')`);
}
