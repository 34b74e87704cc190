# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""An office that upgrades writes to no host before somebody ticks it."""


def migrate(cr, version):
    """Switch *ask hosts by mail* off in the offices there are; a new office begins with it on."""
    if version:
        cr.execute("UPDATE res_company SET employer_asks_hosts = FALSE")
