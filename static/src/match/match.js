import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** How a verdict looks: a sign, a word and a colour, never the colour alone. */
const VERDICTS = {
    met: { sign: "✓", word: _t("met"), class: "text-bg-success" },
    partly: { sign: "≈", word: _t("partly"), class: "text-bg-info" },
    unknown: { sign: "?", word: _t("unknown"), class: "text-bg-light border" },
    not: { sign: "✕", word: _t("not"), class: "text-bg-danger" },
};

const NECESSITIES = { required: _t("Required"), preferred: _t("Preferred"), condition: _t("Also") };

/** One criterion, its verdict and the fact behind it. */
export class MatchCriterion extends Component {
    static template = "employer_engagement.MatchCriterion";
    static props = { criterion: Object };

    get look() {
        return VERDICTS[this.props.criterion.verdict];
    }

    /** What merely holds needs no colour; what is not asked for strictly is no alarm. */
    get badgeClass() {
        const { necessity, verdict } = this.props.criterion;
        if (necessity === "condition" && verdict === "met") {
            return "text-muted";
        }
        return verdict === "not" && necessity !== "required" ? "text-bg-warning" : this.look.class;
    }
}

/** The criteria of one row: what is required, what is preferred, what else must hold. */
export class MatchCriteria extends Component {
    static template = "employer_engagement.MatchCriteria";
    static components = { MatchCriterion };
    static props = { criteria: Array };

    get groups() {
        return Object.entries(NECESSITIES)
            .map(([necessity, label]) => ({
                necessity,
                label,
                criteria: this.props.criteria.filter((one) => one.necessity === necessity),
            }))
            .filter((group) => group.criteria.length);
    }
}

/**
 * The people for a vacancy, ranked and explained, with the filters and whom each would add. What is
 * ticked and loosened is written on the dialog; the server ranks anew.
 */
export class Match extends Component {
    static template = "employer_engagement.Match";
    static components = { MatchCriteria };
    static props = { ...standardFieldProps };

    get people() {
        return this.props.record.data[this.props.name] || { rows: [], filters: [], total: 0 };
    }

    get chosen() {
        return this.props.record.data.chosen || [];
    }

    isChosen(row) {
        return this.chosen.includes(row.candidate_id);
    }

    /** Keep those ticked in the order of their rank: that of the list they go on. */
    choose(row) {
        const chosen = new Set(this.chosen);
        if (!chosen.delete(row.candidate_id)) {
            chosen.add(row.candidate_id);
        }
        const ranked = this.people.rows.map((one) => one.candidate_id);
        const others = [...chosen].filter((id) => !ranked.includes(id));
        this.props.record.update({
            chosen: [...ranked.filter((id) => chosen.has(id)), ...others],
        });
    }

    loosen(filter) {
        const loosened = new Set(this.props.record.data.loosened || []);
        if (!loosened.delete(filter.key)) {
            loosened.add(filter.key);
        }
        this.props.record.update({ loosened: [...loosened] });
    }

    showMore() {
        this.props.record.update({ shown: this.props.record.data.shown + this.people.page });
    }
}

export const match = {
    component: Match,
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "chosen", type: "json" },
        { name: "loosened", type: "json" },
        { name: "shown", type: "integer" },
    ],
};

registry.category("fields").add("employer_match", match);
