import { registry } from "@web/core/registry";

const follow = (trigger) => ({ trigger, run: "click", expectUnloadPage: true });

/** From the card on the first page of the portal to the signature of the organisation. */
registry.category("web_tour.tours").add("employer_engagement_portal_sign", {
    steps: () => [
        follow("#portal_engagement_category a[href='/my/engagement/agreements']"),
        follow(".list-group a:contains('Kitchens 2026')"),
        { trigger: ".lead:contains('Waits for your signature')" },
        { trigger: "a[href$='/file/original']" },
        // the box not ticked: said, nothing signed, what was typed stays
        { trigger: "#role", run: "edit Owner" },
        follow("form[action$='/sign'] button"),
        { trigger: "[role='alert'] a[href='#confirm']" },
        { trigger: "#role:value('Owner')" },
        { trigger: "#confirm", run: "click" },
        follow("form[action$='/sign'] button"),
        { trigger: "[role='status']:contains('Your signature is recorded')" },
        { trigger: ".lead:contains('the office signs next')" },
        { trigger: "p:contains('Ada Rossi, Owner')" },
    ],
});
