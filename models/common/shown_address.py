# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.


def shown_address(dialog, title, address, whatsapp=False):
    """Return the act_window of a dialog that shows a personal link once, and keeps it nowhere.

    :param dialog: of a model with a form `<table>_view_form_address`
    :param whatsapp: the address that opens it in WhatsApp; False for none
    """
    view = dialog.env.ref(f"employer_engagement.{dialog._table}_view_form_address")
    return {
        "type": "ir.actions.act_window",
        "name": title,
        "res_model": dialog._name,
        "views": [(view.id, "form")],
        "target": "new",
        "context": {"default_address": address, "default_whatsapp": whatsapp},
    }
