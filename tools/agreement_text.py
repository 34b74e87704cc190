# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The text of an agreement: placeholders like ``{{ employer }}`` filled in, no database.

A template is HTML written by a manager. Only names of a fixed table are filled in and nothing is
evaluated; values are escaped unless they are HTML of ours (`Markup`). An editor may leave tags or
hard spaces inside the braces: they are ignored.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from html import unescape

from babel.dates import format_date
from markupsafe import Markup, escape

#: Languages of a document, with the locale that writes its dates.
LOCALES = {"it": "it_IT", "en": "en_GB"}
#: What stands where a value is missing: a line to fill in by hand.
BLANK = "________________"

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def _name(inside: str) -> str:
    """Return the name between two pairs of braces, freed of tags and spaces."""
    return unescape(_TAG.sub("", inside)).replace("\xa0", " ").strip()


def placeholders(text: str) -> list[str]:
    """Return the names of the placeholders in `text`, each once, in their order."""
    return list(dict.fromkeys(_name(inside) for inside in _PLACEHOLDER.findall(text or "")))


def unknown_placeholders(text: str, known: Collection[str]) -> list[str]:
    """Return what cannot be filled in: names not `known`, and braces left open.

    :param text: HTML of a template or clause
    :param known: names that have a value
    :return: the unknown names in their order; lone braces as ``{{`` or ``}}``
    """
    found = [name for name in placeholders(text) if name not in known]
    rest = _PLACEHOLDER.sub("", text or "")
    return found + [brace for brace in ("{{", "}}") if brace in rest]


def fill(text: str, values: Mapping[str, str], blocks: Collection[str] = ()) -> Markup:
    """Return `text` with its placeholders filled in; what is empty becomes a line to fill in.

    :param text: HTML of a template, already sanitised
    :param values: name -> value; `Markup` goes in as it is, anything else escaped
    :param blocks: names whose value is made of paragraphs: a paragraph that holds nothing but
        such a placeholder gives way to it, as a list cannot stand in a paragraph
    :raise KeyError: for a placeholder without a value
    """

    def value(match: re.Match) -> str:
        return str(escape(values[_name(match.group(1))] or BLANK))

    alone = "|".join(map(re.escape, blocks))
    if alone:
        around = r"<p[^>]*>(?:\s|&nbsp;)*(\{\{\s*(?:%s)\s*\}\})(?:\s|&nbsp;)*</p>" % alone
        text = re.sub(around, r"\1", text or "")
    return Markup(_PLACEHOLDER.sub(value, text or ""))


def long_date(day: date | None, language: str) -> str:
    """Return `day` in words of `language` (``it`` or ``en``), empty without a day."""
    return format_date(day, "long", locale=LOCALES[language]) if day else ""


def bullet_list(lines: Iterable[str]) -> Markup:
    """Return `lines` as an HTML list, each escaped; empty without lines."""
    items = Markup("").join(Markup("<li>%s</li>") % line for line in lines)
    return Markup("<ul>%s</ul>") % items if items else Markup("")
