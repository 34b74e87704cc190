import { registry } from "@web/core/registry";
import { RedirectWarningDialog } from "@web/core/errors/error_dialogs";

// A refusal that names another organisation offers to open it, as any warning with a way out does.
registry
    .category("error_dialogs")
    .add(
        "odoo.addons.employer_engagement.models.organisations.employer_identity_mixin.KnownOrganisation",
        RedirectWarningDialog
    );
