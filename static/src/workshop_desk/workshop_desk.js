import { Component, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { normalize } from "@web/core/l10n/utils";
import { debounce } from "@web/core/utils/timing";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const CAME = ["attended", "walk_in"];
/** Another phone at the same door is seen after at most this long. */
const REFRESH = 15000;
const TYPING = 250;

function isExpected(row) {
    return row.state === "open" && !row.attendance;
}

/** What a list is made of, in the order in which one looks for people at the door. */
const SECTIONS = [
    { key: "expected", label: _t("Expected"), has: isExpected },
    {
        key: "invited",
        label: _t("Invited, no answer"),
        has: (row) => row.state === "draft" && !row.attendance,
    },
    { key: "came", label: _t("Came"), has: (row) => CAME.includes(row.attendance) },
    { key: "no_show", label: _t("Did not come"), has: (row) => row.attendance === "no_show" },
    { key: "declined", label: _t("Declined"), has: (row) => row.state === "cancel" },
];

function emptyWalkIn() {
    return {
        // also made where the browser has no randomUUID (a page without https)
        key: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
        company: "",
        employer_id: false,
        people: [],
        person: "",
        phone: "",
        email: "",
        is_new: false,
    };
}

/**
 * Who came to a workshop, marked at the door from a phone. The server judges every tap; here only
 * what was last seen is kept.
 */
export class WorkshopDesk extends Component {
    static template = "employer_engagement.WorkshopDesk";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.eventId = this.props.action.context.active_id;
        this.keepLast = new KeepLast();
        this.company = useRef("company");
        this.state = useState({
            name: "",
            when: "",
            where: "",
            rows: [],
            search: "",
            busy: {},
            walkIn: null,
            suggestions: [],
            isSaving: false,
        });
        this.suggest = debounce(() => this.loadSuggestions(), TYPING);
        onWillStart(() => this.load());
        const timer = setInterval(() => this.refresh(), REFRESH);
        onWillUnmount(() => clearInterval(timer));
    }

    // ---- reading

    call(method, ...args) {
        return this.orm.call("event.event", method, [[this.eventId], ...args]);
    }

    async load() {
        Object.assign(this.state, await this.call("action_desk_load"));
    }

    refresh() {
        const isIdle = !Object.keys(this.state.busy).length && !this.state.isSaving;
        if (isIdle && !document.hidden) {
            // an outage shows at the next tap: nobody at the door wants a dialog every 15 seconds
            this.load().catch(() => {});
        }
    }

    get found() {
        const term = normalize(this.state.search.trim());
        const digits = term.replace(/\D/g, "");
        return this.state.rows.filter(
            (row) =>
                !term ||
                normalize(`${row.company} ${row.person}`).includes(term) ||
                (digits.length > 3 && row.digits.includes(digits))
        );
    }

    /** Sections with their companies; several people of one company stand under one name. */
    get sections() {
        const rows = this.found;
        return SECTIONS.map((section) => {
            const companies = new Map();
            for (const row of rows.filter(section.has)) {
                const key = row.employer_id || row.company;
                companies.set(key, companies.get(key) || { key, name: row.company, rows: [] });
                companies.get(key).rows.push(row);
            }
            const sorted = [...companies.values()].sort((a, b) => a.name.localeCompare(b.name));
            return { ...section, companies: sorted };
        }).filter((section) => section.companies.length);
    }

    countCompanies(test) {
        return new Set(this.state.rows.filter(test).map((row) => row.employer_id || row.company))
            .size;
    }

    get cameCount() {
        return this.countCompanies((row) => CAME.includes(row.attendance));
    }

    get expectedCount() {
        return this.countCompanies((row) => ["open", "done"].includes(row.state));
    }

    get peopleCount() {
        return this.state.rows.filter((row) => CAME.includes(row.attendance)).length;
    }

    canMiss(row) {
        return isExpected(row);
    }

    // ---- marking

    async mark(row, wanted) {
        if (this.state.busy[row.id]) {
            return;
        }
        this.state.busy[row.id] = true;
        try {
            const said = await this.call("action_desk_mark", row.id, wanted, row.attendance);
            this.replace(row.id, said.row);
            if (said.conflict) {
                this.notification.add(
                    _t("Somebody else marked %s meanwhile; look again.", row.person),
                    { type: "warning" }
                );
            }
        } finally {
            delete this.state.busy[row.id];
        }
    }

    replace(id, row) {
        const index = this.state.rows.findIndex((one) => one.id === id);
        if (row && index < 0) {
            this.state.rows.push(row);
        } else if (row) {
            this.state.rows[index] = row;
        } else if (index >= 0) {
            this.state.rows.splice(index, 1);
        }
    }

    // ---- walk-ins

    openWalkIn() {
        const term = this.state.search.trim();
        const field = /[a-z]/i.test(term) ? "company" : "phone";
        this.state.walkIn = { ...emptyWalkIn(), [field]: term };
        this.state.suggestions = [];
        this.suggest();
    }

    closeWalkIn() {
        this.state.walkIn = null;
    }

    onCompany(ev) {
        Object.assign(this.state.walkIn, {
            company: ev.target.value,
            employer_id: false,
            people: [],
            is_new: false,
        });
        this.suggest();
    }

    async loadSuggestions() {
        const walkIn = this.state.walkIn;
        if (walkIn && !walkIn.employer_id) {
            this.state.suggestions = await this.keepLast.add(
                this.call("action_desk_suggest", walkIn.company)
            );
        }
    }

    chooseCompany(one) {
        Object.assign(this.state.walkIn, {
            company: one.name,
            employer_id: one.id,
            people: one.people,
        });
        this.state.suggestions = [];
    }

    chooseNew() {
        this.state.walkIn.is_new = true;
        this.state.suggestions = [];
    }

    async saveWalkIn() {
        if (this.state.isSaving) {
            return;
        }
        this.state.isSaving = true;
        try {
            const { key, company, employer_id, person, phone, email, is_new } = this.state.walkIn;
            const said = await this.call("action_desk_walk_in", {
                key,
                company,
                employer_id,
                person,
                phone,
                email,
                is_new,
            });
            if (said.suggestions) {
                this.state.suggestions = said.suggestions;
                this.notification.add(_t("Is it one of these? Else press “It is another one”."), {
                    type: "info",
                });
            } else {
                this.replace(said.row.id, said.row);
                this.state.walkIn = null;
                this.state.search = "";
            }
        } finally {
            this.state.isSaving = false;
        }
    }

    goBack() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "event.event",
            res_id: this.eventId,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("employer_engagement.workshop_desk", WorkshopDesk);
