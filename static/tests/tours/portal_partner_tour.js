import { registry } from "@web/core/registry";

const page = (trigger) => ({ trigger, run: "click", expectUnloadPage: true });
const type = (name, text) => ({ trigger: `[name='${name}']`, run: `edit ${text}` });

// A partner refers a person, proposes the person for an opening, and sees another one selected
registry.category("web_tour.tours").add("employer_engagement_portal_partner", {
    steps: () => [
        page("a[href='/my/engagement/persons']"),
        page("a[href='/my/engagement/persons/new']"),
        type("first_name", "Mario"),
        type("last_name", "Zaffiri"),
        type("wanted", "Cooked for a school"),
        { trigger: "#consent", run: "click" },
        { trigger: "#may_be_proposed", run: "click" },
        page("form[action='/my/engagement/persons/new'] button[type='submit']"),
        { trigger: "[role='status']:contains('Thank you')" },
        { trigger: "dd:contains('We are looking at it')" },
        page(".breadcrumb a[href='/my/home'], .breadcrumb a[href='/my']"),
        page("a[href='/my/engagement/openings']"),
        page("li a:contains('Kitchen helper')"),
        { trigger: "#referral", run: "selectByLabel Mario Zaffiri" },
        type("note", "Has the hours the job asks"),
        page("form[action$='/propose'] button[type='submit']"),
        { trigger: "li:contains('Mario Zaffiri'):contains('Proposed')" },
        page(".breadcrumb a[href='/my/home'], .breadcrumb a[href='/my']"),
        page("a[href='/my/engagement/proposals']"),
        { trigger: "li:contains('Bea Quarti'):contains('Selected')" },
        { trigger: "li:contains('Mario Zaffiri'):contains('Proposed')" },
    ],
});
