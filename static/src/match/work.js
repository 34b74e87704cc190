import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { MatchCriteria } from "./match";

/** Work for a person: open vacancies, ranked and explained, and whom to call. */
export class Work extends Component {
    static template = "employer_engagement.Work";
    static components = { MatchCriteria };
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get work() {
        return this.props.record.data[this.props.name] || { vacancies: [], employers: [], wanted: [] };
    }

    async act(method, id) {
        const { candidate_id } = this.work;
        this.action.doAction(
            await this.orm.call("employer.candidate", method, [[candidate_id], id])
        );
    }
}

registry.category("fields").add("employer_work", { component: Work, supportedTypes: ["json"] });
