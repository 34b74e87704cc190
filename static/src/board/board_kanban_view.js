import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** What a card is moved along: by the server, which may ask something first. */
const BOARD_FIELDS = ["board_column", "stage_id"];

/**
 * A board whose cards the server moves. `action_board_move` of the record moves it, refuses with
 * the reason, or returns a dialog that asks what the column needs (won, lost); the card stays where
 * it was until that is answered.
 */
export class BoardKanbanRenderer extends KanbanRenderer {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.action = useService("action");
    }

    async sortRecordDrop(dataRecordId, dataGroupId, params) {
        const { list } = this.props;
        const target =
            list.isGrouped && list.groups.find((group) => group.id === params.parent?.dataset.id);
        if (
            !target ||
            target.id === dataGroupId ||
            !BOARD_FIELDS.includes(list.groupByField.name)
        ) {
            return super.sortRecordDrop(dataRecordId, dataGroupId, params);
        }
        params.parent.classList.remove("o_kanban_hover");
        const record = list.records.find(({ id }) => id === dataRecordId);
        if (!record) {
            return;
        }
        this.toggleProcessing(dataRecordId, true);
        try {
            const dialog = await this.orm.call(list.resModel, "action_board_move", [
                [record.resId],
                target.value,
            ]);
            if (dialog) {
                await this.action.doAction(dialog, { onClose: () => list.load() });
            } else {
                await list.load();
            }
        } finally {
            this.toggleProcessing(dataRecordId, false);
        }
    }
}

registry.category("views").add("employer_board", {
    ...kanbanView,
    Renderer: BoardKanbanRenderer,
});
