"""The three histories of the brief, invented person by person, with the traps a count falls into.

`records` is what a history consists of; `decoys` puts named traps into it; `work4integration`,
`fleming` and `celav` build one each; `count` counts them with plain Python; `write` puts them into
Odoo. Nothing here uses the addon's reports, registry or SQL, nor a number of theirs: that is what
makes it a check of them.
"""

from . import celav, fleming, work4integration


def build():
    """:return: the three histories, the same on every machine"""
    return [work4integration.build(), fleming.build(), celav.build()]
