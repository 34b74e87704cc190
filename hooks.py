# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.


def uninstall_hook(env):
    """Take along the names that other modules gave to what their mixins added to our models.

    Odoo removes an addon's own external ids; those that `mail` and `base` hold for the states and
    the inheritance of our models would stay behind and point to nothing.
    """
    names = env["ir.model.data"].search(
        [
            ("module", "!=", "employer_engagement"),
            "|",
            ("name", "=like", r"selection\_\_employer\_%"),
            ("name", "=like", r"model\_inherit\_\_employer\_%"),
        ]
    )
    names.unlink()
