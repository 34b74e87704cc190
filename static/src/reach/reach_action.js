import { registry } from "@web/core/registry";

/**
 * Opens a telephone number, a mail or WhatsApp in the program the officer has for it, then the
 * dialog that logs what came of it.
 */
export function reach(env, action) {
    const { url, next } = action.params;
    const link = document.createElement("a");
    link.href = url;
    // never in this window: leaving it, if only for a telephone, would save the open dialog
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.click();
    return next;
}

registry.category("actions").add("employer_engagement.reach", reach);
