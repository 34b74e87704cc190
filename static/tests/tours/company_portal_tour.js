import { registry } from "@web/core/registry";

/** A company on the portal, in full pages: it answers five, confirms a month, hires. */

const card = (number) => `section.card:nth-of-type(${number})`;

function open(trigger) {
    return { trigger, run: "click", expectUnloadPage: true };
}

/** A first day always to come; `edit` cannot type into an empty date. */
function pickNextYear({ anchor }) {
    anchor.value = `${new Date().getFullYear() + 1}-03-01`;
}

function want(number) {
    return [{ trigger: `${card(number)} input[value='meet']`, run: "click" }];
}

function refuse(number) {
    return [
        { trigger: `${card(number)} input[value='refuse']`, run: "click" },
        { trigger: `${card(number)} select`, run: "selectByIndex 1" },
    ];
}

registry.category("web_tour.tours").add("employer_engagement_company_portal", {
    steps: () => [
        open("a[href='/my/engagement/lists']"),
        open("h2 a[href^='/my/engagement/lists/']"),
        ...want(1),
        ...want(2),
        ...refuse(3),
        ...refuse(4),
        ...refuse(5),
        open("form[action^='/my/engagement/lists/'] button[type='submit']"),
        { trigger: "p[role='status']" },
        // one refused by mistake: taken back
        { trigger: "input[type='checkbox'][value='undo']:first", run: "click" },
        open("form[action^='/my/engagement/lists/'] button[type='submit']"),
        { trigger: `${card(3)} input[value='refuse']` },
        open(".breadcrumb a[href='/my/home']"),
        open("a[href='/my/engagement/internships']"),
        open("li:contains('Months to confirm') h2 a"),
        { trigger: "form[action*='/months/'] input[value='planned']", run: "click" },
        open("form[action*='/months/'] button[type='submit']"),
        { trigger: ".alert-success[role='status']" },
        { trigger: "details:has(form[action$='/hire']) summary", run: "click" },
        { trigger: "form[action$='/hire'] select[name='family']", run: "select open_ended" },
        { trigger: "form[action$='/hire'] input[name='start_date']", run: pickNextYear },
        { trigger: "form[action$='/hire'] input[name='weekly_hours']", run: "edit 30" },
        open("form[action$='/hire'] button[type='submit']"),
        { trigger: ".alert-success[role='status']" },
        { trigger: "body:not(:has(form[action$='/hire']))" },
    ],
});
