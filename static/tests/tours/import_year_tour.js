import { registry } from "@web/core/registry";

const state = (name) => `.o_statusbar_status button.o_arrow_button_current:contains(${name})`;

registry.category("web_tour.tours").add("employer_engagement_import_year", {
    steps: () => [
        {
            content: "It says that the list names persons and who sees it",
            trigger: ".alert-warning:contains(Only who uploaded it and the privacy officer)",
        },
        {
            content: "All seven sheets are recognised: check the rows",
            trigger: "button[name=action_check]",
            run: "click",
        },
        { content: "The dry run is through", trigger: state("Checked"), timeout: 60000 },
        {
            content: "Every row would be new",
            trigger: "button[name=action_lines]:contains(New):contains(/[0-9]{3}/)",
        },
        {
            content: "Import",
            trigger: "button[name=action_import]",
            run: "click",
        },
        { content: "A bar shows how far it is", trigger: "[role=progressbar]" },
        { content: "Imported", trigger: state("Imported"), timeout: 60000 },
        {
            content: "The file is gone, and says so",
            trigger: ".alert-warning:contains(its file was deleted)",
        },
    ],
});
