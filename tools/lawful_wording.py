# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Words that no job advertisement may use as a requirement, in Italian and English.

It finds what asks for origin, mother tongue, sex, age, family, looks, health or belief, and
leaves alone what a task may need: a language level, years of experience, a licence, an
"18 anni compiuti" that a licence implies. It is a net for habits of speech, not a lawyer.

Source: R13 (DOMAIN.md §7); D.Lgs. 276/2003 art. 10, 215/2003, 216/2003, 198/2006 art. 27.
"""

import re
import unicodedata
from typing import NamedTuple

from .peoples import ASKED_PATTERNS, TOLD_PATTERNS


class Finding(NamedTuple):
    """Words found and the ground they discriminate on."""

    words: str
    ground: str


_NUMBER = r"\d{2}"
_PATTERNS = {
    "language": (
        r"madre[\s-]?lingua",
        r"lingua madre",
        r"mother[\s-]?tongue",
        r"native[\s-](?:speakers?|level|italian|english)",
        r"senza (?:alcun )?accento(?: stranier\w+)?|(?:without (?:an? )?|no )(?:foreign )?accent",
        r"accento italiano|(?:perfetta|ottima|buona) pronuncia",
        r"(?:italian[oaie]?|inglese|english)[\s-]nativ[oae]|(?:parlant[ei]|livello) nativ[oi]",
        r"nativ[oaie] italian[oaie]|native language|lingua materna",
        r"(?:italian[oa]?|english|inglese) (?:come |as (?:an? |the )?)?"
        r"(?:prima lingua|first language)",
        r"(?:prima lingua|first language|l1)(?: is)?\s?[:=]?\s?(?:italian|ingles|english)\w*",
    ),
    "origin": (
        r"(?:italian[oaie](?:/[aoei])?|nat[oaie](?:/[aoei])?) (?:di nascita|in italia)",
        r"cittadinanza (?:italiana|europea|ue|comunitaria)(?! non)",
        r"cittadin[oaie](?:/[aoei])? (?:italian|european|comunitar|ue\b)\w*",
        r"(?:di )?nazionalita (?:italiana|europea)",
        r"(?:solo|soltanto|esclusivamente) (?:italian[ie]|comunitari|cittadini)",
        r"(?:no|non|niente|esclusi|escluse) (?:agli |gli )?(?:stranier|extracomunitar|immigrat)\w*",
        r"(?:italian|eu|european)[\s-]+(?:citizens?(?:hip)?|nationals?|nationality)\b",
        r"italians only|only italians|no foreigners|no immigrants|born in italy",
        r"(?:di )?razza bianca|carnagione|(?:di )?pelle (?:bianca|chiara)|white (?:only|people)",
        r"(?:no|non|niente|esclusi) (?:agli |gli |i )?(?:african|arab|rom\b|rumen|romen|cines|"
        r"sudamerican|marocchin|asiatic|zingar|ner[io]\b)\w*",
        r"(?:stranieri|extracomunitari|immigrati)(?: \w+)? (?:esclusi|no\b|non ammessi)",
        r"(?:passaporto|carta d'identita) italian[oa]|(?:italian|eu) passport",
        r"italofon[oaie]|autocton[oaie]|(?:eu|italian )?nationals only",
        r"(?:candidat|lavorator|person|personal)\w* (?:comunitari|italian|occidental|european)"
        r"[aeio]\b",
        r"resident[ei] in italia (?:da|dal)\b",
        r"(?:preferibilmente|preferenza (?:per |a )?(?:gli )?|(?:non )?altro che |solo |soltanto )"
        r" ?(?:italian[ie]\b|italian[oa]/[aoei]|europe[ie]\b|comunitar[ie]\b)",
        r"(?:must be|should be|has to be|preferably) (?:an? )?(?:italian|european)s?\b"
        r"(?![\s-](?:speak|lang|level|cuisine|food|[abc]\d))",
        r"(?:cittadinanza|nazionalita)\s?[:=]?\s?(?:italian|europe|comunitar|rumen|romen|ue\b)\w*\b"
        r"(?! non)",
        r"(?:citizenship|nationality)\s?[:=]?\s?(?:italian|european|eu\b)",
        r"cittadin[oaie] (?:del)?l'(?:ue\b|unione)|(?:citizens?|nationals?) of (?:italy|the e\w+)",
        r"passaporto (?:ue\b|europeo|comunitario)|europeans only|only europeans",
        r"(?:candidat|person|personal|lavorator|people|worker|applicant|staff)\w* "
        r"(?:di |of )?(?:origin[ei] italian\w*|italian (?:origin|descent))",
        r"(?:no|non|niente|esclusi) (?:ai |i )?(?:rifugiat|richiedenti asilo)\w*",
        r"no (?:refugees|asylum[\s-]seekers|africans|arabs|blacks?\b(?: people)|roma people)",
        r"non adatt[oaie] (?:a|agli) (?:stranier|extracomunitar|immigrat)\w*",
    ),
    "sex": (
        r"(?:solo|soltanto|esclusivamente|preferibilmente) "
        r"(?:donn[ae]|uomin[i]|uomo|femmin[ae]|masch[io]|ragazz[aeio])\b",
        r"(?:di )?sesso (?:maschile|femminile)",
        r"(?:only )(?:women|men|females?|males?|girls|boys)\b",
        r"(?:women|men|females?|males?|girls|boys) only\b",
        r"(?:female|male) (?:candidates?|applicants?|staff|workers?|gender|sex)",
        r"milite?[\s-]?(?:esente|assolto)",
        r"(?:cerc(?:asi|o|hiamo)|serve|vogliamo|richiesta|richiesto|preferita?) "
        r"(?:(?:un[ao']?|urgentemente|giovane|brav[ao]) ?)*"
        r"(?:ragazz[aoi]|ragazze|donn[ae]|uomo|uomini|signor[aei]|signorin[ae]|femmin[ae]|maschi[o]?)"
        r"\b(?!/)",
        r"donn[ae] delle pulizie|uomo di fatica",
        r"(?:sesso|genere|sex|gender)\s?[:=]\s?"
        r"(?:femmin|maschi|donna|uomo|female|male|[mf]\b(?!/))\w*",
        r"preferably (?:an? )?(?:females?|males?|wom[ae]n|m[ae]n|girls?|boys?)\b",
        r"presenza (?:femminile|maschile)",
        r"(?:figura|personale|candidat[aoie]|lavorator\w*) (?:femminil|maschil)[ei]",
        r"(?:looking for|seeking|want(?:ed)?|need) (?:an? )?(?:young )?"
        r"(?:girls?|boys?|ladys?|ladies|wom[ae]n|m[ae]n)\b",
    ),
    "age": (
        rf"(?:max(?:imum)?\.?|massim[oa]|non oltre(?: i)?|fino a(?:i)?|meno di|under|"
        rf"sotto i|up to|no older than|not over|younger than) ?{_NUMBER} ?"
        rf"(?:anni(?! d[i']\s?\w*esperienza| esperienza)|years?(?: old| of age)|yo\b)",
        rf"under[\s-]?{_NUMBER}\b(?! (?:km|kg|ore|hours|minut|%|€|euro))",
        r"eta (?:massima|max|compresa|inferiore|non superiore|tra)",
        rf"(?:tra|fra) i {_NUMBER} e i {_NUMBER} anni",
        rf"{_NUMBER} ?[-–/] ?{_NUMBER} anni(?! d[i'])",
        r"(?:eta|age)\s?[:=]\s?(?:max|massim|fino|under|up to|\d{2})",
        r"(?:maximum|max\.?) age|age limit|aged between|age between|limite di eta",
        rf"(?:da|tra|fra) (?:i )?{_NUMBER} (?:a|e) (?:i )?{_NUMBER} anni(?! d[i'])",
        rf"(?:eta|age[ds]?) ?:? ?{_NUMBER} ?[-–/] ?{_NUMBER}",
        rf"(?:non|no) (?:piu|oltre|sopra)(?: di| i)? (?:i )?{_NUMBER} anni",
        r"(?:massimo|max|under|fino a) ?\d{2}[\s-]?enn[ei]",
        rf"(?:candidat|person|ragazz)\w* {_NUMBER} ?[-–/] ?{_NUMBER}\b",
        r"(?:candidat|person|personal|ragazz|figur|risors)\w* giovan[ei]\b",
        r"giovan[ei] (?:candidat|person|ragazz|risors|signor)\w*",
        r"young (?:people only|candidates?|persons?|girls?|boys?|wom[ae]n|m[ae]n)\b",
    ),
    "family": (
        r"(?:senza|no|non avere) figli|senza (?:famiglia|carichi (?:di famiglia|familiari))",
        r"non sposat[oaie]",
        r"nubil[ei]|celib[ei]|stato civile",
        r"(?:without|no) (?:children|kids)|unmarried|childless|not pregnant|marital status",
        r"non (?:in gravidanza|incinta)",
    ),
    "looks": (
        r"bell[ao'] ?(?:presenza|aspetto)",
        r"(?:gradevole|piacevole|ottima|buona) (?:aspetto|presenza)",
        r"(?:good|nice|pleasant)[\s-]+look(?:ing|s)",
        r"attractive appearance",
    ),
    "health": (
        r"sana (?:e robusta )?costituzione",
        r"(?:no|non|esclusi) disabil\w*|no disabilit\w+|no disabled|without disabilit\w+",
    ),
    "belief": (
        r"(?:no|senza|niente) velo\b|no (?:headscarf|hijab|veil)",
        r"(?:solo|only) (?:cattolic|cristian|catholic|christian|muslim|musulman)\w*",
        r"no (?:muslims|christians|jews|catholics)",
        r"(?:no|non|niente|esclusi) (?:musulman|cattolic|cristian|islamic|ebre)\w*",
        r"non iscritt[oaie](?:/[aoei])? (?:al|a un|ad alcun) sindacat\w*|no union members?",
    ),
}


def _compiled(patterns: dict[str, tuple[str, ...]]) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (ground, re.compile(rf"(?<!\w)(?:{pattern})"))
        for ground, found in patterns.items()
        for pattern in found
    ]


_ASKED = _compiled(_PATTERNS) + _compiled({"origin": ASKED_PATTERNS})
_TOLD = _compiled(TOLD_PATTERNS)


def _plain(text: str) -> str:
    """Return `text` in small letters without accents, one space between words."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", letters)


def unlawful_wordings(text: str | None, is_about_person: bool = False) -> list[Finding]:
    """Return the discriminatory wordings of a requirement, in the order of the text.

    :param text: what the employer asks for, as typed; may be empty
    :param is_about_person: the text introduces one person to an employer: it may tell neither
        origin nor age
    :return: findings with the words (small letters, no accents) and the ground:
        language, origin, sex, age, family, looks, health or belief; empty when lawful
    """
    plain = _plain(text or "")
    found = {
        (match.start(), match.group().strip(), ground)
        for ground, pattern in (_ASKED + _TOLD if is_about_person else _ASKED)
        for match in pattern.finditer(plain)
    }
    return [Finding(words, ground) for _start, words, ground in sorted(found)]
