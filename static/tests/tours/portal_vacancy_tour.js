import { registry } from "@web/core/registry";

const VACANCIES = "/my/engagement/vacancies";

// A company opens a vacancy on the portal: refused for a word the law forbids, mended, sent.
registry.category("web_tour.tours").add("employer_engagement_portal_vacancy", {
    steps: () => [
        {
            trigger: `.o_portal_index_card a[href='${VACANCIES}']`,
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: `a[href='${VACANCIES}/new']`, run: "click", expectUnloadPage: true },
        { trigger: "#name", run: "edit Kitchen helper" },
        { trigger: "#positions", run: "edit 2" },
        { trigger: "#description", run: "edit only women" },
        { trigger: "button[value='send']", run: "click", expectUnloadPage: true },
        { trigger: "[role='alert']:contains('only women')" },
        { trigger: "#description", run: "edit Washes dishes" },
        { trigger: "button[value='send']", run: "click", expectUnloadPage: true },
        { trigger: "[role='status']:contains('It has arrived')" },
    ],
});
