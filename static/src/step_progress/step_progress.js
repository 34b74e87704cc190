import { Component, onWillStart, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const RUNNING = {
    checking: _t("Checking the rows"),
    importing: _t("Importing the rows"),
    undoing: _t("Undoing the import"),
    counting: _t("Counting the figures"),
};

/**
 * Shows how far long work is, and keeps it going: each call of the record's `action_step` does one
 * batch on the server, in a transaction of its own. Opening the form again after a break goes on
 * where it stood.
 */
export class StepProgress extends Component {
    static template = "employer_engagement.StepProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ progress: 0, failed: false });
        this.isStepping = false;
        onWillStart(() => this.readProgress());
        onWillUnmount(() => (this.isGone = true));
        useEffect(
            () => {
                this.run();
            },
            () => [this.props.record.resId, this.props.record.data.state]
        );
    }

    get label() {
        return RUNNING[this.props.record.data.state];
    }

    readProgress() {
        this.state.progress = this.props.record.data.progress || 0;
    }

    async run() {
        const { record } = this.props;
        if (this.isStepping || !this.label || !record.resId) {
            return;
        }
        this.isStepping = true;
        this.state.failed = false;
        this.readProgress();
        try {
            let finished = false;
            while (!finished && !this.isGone) {
                const step = await this.orm.silent.call(record.resModel, "action_step", [
                    record.resId,
                ]);
                this.state.progress = step.progress;
                finished = step.finished;
            }
        } catch (error) {
            this.state.failed = true;
            throw error;
        } finally {
            this.isStepping = false;
        }
        if (!this.isGone) {
            await record.load();
        }
    }
}

export const stepProgress = {
    component: StepProgress,
    fieldDependencies: [
        { name: "state", type: "selection" },
        { name: "progress", type: "integer" },
    ],
};

registry.category("view_widgets").add("employer_step_progress", stepProgress);
