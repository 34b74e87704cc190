# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Names of peoples as advertisements use them, and where they stand for a person.

An adjective of a people is mostly no person at all: a language ("serve inglese"), a kitchen
("cucina indiana"), customers ("clienti cinesi"). So the words alone refuse nothing; they count
only beside a demand or a trade, and in the masculine singular, which names the language, only
after an article. `lawful_wording` compiles the patterns.

Source: R13 (DOMAIN.md §7); D.Lgs. 215/2003 (race and ethnic origin), 286/1998 art. 43-44.
"""

#: Stems whose masculine singular ends in -o (masculine -o / -i, feminine -a / -e, with -h-).
_IN_O = (
    "african|american|latino-?american|sud-?american|nord-?african|slav|arab|asiatic|"
    "egizian|tunisin|algerin|marocchin|nigerian|ivorian|somal|eritre|etiop|"
    "rumen|romen|ucrain|moldav|russ|polacc|bulgar|serb|croat|bosniac|kosovar|macedon|"
    "turc|curd|sirian|libanes|iranian|irachen|afgan|afghan|pakistan|indian|cingal|filippin|"
    "cinesin|peruvian|ecuadorian|bolivian|brasilian|colombian|argentin|cuban|dominican|messican|"
    "georgian|grec|spagnol|tedesc|stranier|extra-?comunitari|immigrat|zingar|gitan"
)
#: Stems whose singular ends in -e for both sexes.
_IN_E = (
    "albanes|cines|giappones|bengales|senegales|ghanes|cingales|libanes|frances|ingles|"
    "portoghes|maltes|sudanes|congoles|camerunens|vietnamit|thailandes"
)
_PLURAL = rf"(?:(?:{_IN_O})h?[ie]|(?:{_IN_E})[i]|rom|sinti|nomadi)"
_FEMININE = rf"(?:{_IN_O})a"
#: Any form, also the one that names a language.
_ANY = rf"(?:(?:{_IN_O})h?[oaie]|(?:{_IN_E})[eia]|rom|sinti)"
#: What makes a people's name a language, a kitchen or its level.
_NO_LANGUAGE = (
    r"(?!,? (?:(?:di )?(?:livello|base)|fluent|parlat|scritt|scolastic|ottim|buon|sufficient|"
    r"discret|elementar|[abc][12]\b|(?:come )?lingua|(?:[eo] )?(?:italian|ingles|frances|tedesc|"
    r"spagnol)))"
)
_WHO = (
    r"(?:person[ae]|personale|ragazz[oaie]|ragazze|donn[ae]|uom[oi]\w*|signor[aei]|signorin[ae]|"
    r"candidat[oiae]|lavorator[ei]|lavoratric[ei]|manodopera|gente|giovan[ei])"
)
_TRADE = (
    r"(?:badant[ei]|colf|domestic[ah]e?|tata|baby[\s-]?sitter|governant[ei]|camerier[aei]|"
    r"cuoc(?:o|a|hi|he)|aiuto[\s-]?cuoc[oa]|lavapiatti|pizzaiol[oi]|operai[oae]?|murator[ei]|"
    r"bracciant[ei]|manoval[ei]|magazzinier[ei]|facchin[oi]|manodopera|commess[aoei])"
)
_ARTICLE = r"(?:un[ao']?|dei|degli|delle|gli|i|le|ai|agli|alle) ?"
_KIND = r"(?:(?:brav|seri|giovan|onest)\w+ )?"
_SEEK = r"(?:cerc(?:asi|o|hiamo)|vogliamo|assumiamo|prendiamo|servono)"
_ONLY = r"(?:solo|soltanto|esclusivamente|preferibilmente|meglio(?: se)?|preferenza (?:per|a))"
_NOT = r"(?:no|niente|esclus[ie]|tranne|eccetto|evitare)"

_PEOPLES_EN = (
    r"(?:romanian|albanian|ukrainian|moldovan|russian|bulgarian|african|asian|arab|indian|"
    r"moroccan|egyptian|tunisian|nigerian|bangladeshi|pakistani|filipin[oa]|peruvian|ecuadorian|"
    r"brazilian|south american|latino|turk|kurd|german|greek)"
)
#: The noun of several persons: never a language.
_PLURAL_EN = rf"(?:{_PEOPLES_EN}s|gypsies|foreigners|migrants)"
_TRADE_EN = (
    r"(?:maids?|house[\s-]?keepers?|nann(?:y|ies)|care[\s-]?(?:rs?|givers?)|cleaners?|"
    r"labou?rers?|workers?|candidates?|applicants?)"
)

#: Demands for, or against, people of an origin.
ASKED_PATTERNS = (
    rf"{_SEEK} {_KIND}(?:{_PLURAL}|{_FEMININE})\b{_NO_LANGUAGE}",
    rf"{_SEEK} {_ARTICLE}{_KIND}{_ANY}\b{_NO_LANGUAGE}",
    rf"(?:{_SEEK}|serve|{_ONLY}|{_NOT}) (?:{_ARTICLE})?{_KIND}(?:{_WHO}|{_TRADE}) {_KIND}{_ANY}\b"
    rf"{_NO_LANGUAGE}",
    rf"(?:{_WHO}|{_TRADE}),? {_ONLY} (?:{_ARTICLE})?{_ANY}\b{_NO_LANGUAGE}",
    rf"(?:^|(?<=[.,;:!?–-] )|(?<=[(/])){_ONLY} (?:{_ARTICLE})?(?:{_PLURAL}|{_FEMININE})"
    rf"\b{_NO_LANGUAGE}",
    rf"{_NOT} (?:{_ARTICLE})?{_PLURAL}\b",
    rf"{_TRADE} (?:{_ANY}|italian[oaie])\b{_NO_LANGUAGE}",
    # "cameriera di sala, italiana"; a kitchen may be Italian, a language is masculine
    rf"{_TRADE}(?: (?!cucin)\w+){{0,3}}, (?:{_FEMININE}|italiana)\b(?! cucina){_NO_LANGUAGE}",
    rf"{_WHO} (?:(?:di colore|ner[oaie]|bianc(?:o|a|hi|he))\b(?! (?:e |o )?\w*col))",
    rf"(?:no|only|preferably|looking for|seeking|wanted:?) {_PLURAL_EN}\b",
    rf"{_PLURAL_EN} (?:only|preferred|need not apply)",
    rf"(?:{_PEOPLES_EN}|italian|chinese) {_TRADE_EN}\b",
)
#: Said of one person who is introduced: ground -> what tells where from, or how old.
TOLD_PATTERNS = {
    "origin": (
        rf"{_WHO} {_ANY}\b{_NO_LANGUAGE}",
        r"(?:originari[oa]|scappat[oa]) d\w+",
        r"rifugiat[oa]\b|richiedente asilo|permesso di soggiorno",
        r"refugee|asylum[\s-]seeker|residence permit",
    ),
    "age": (
        r"(?:ha|avra) \d{2} anni\b(?! d[i'])",
        r"(?:person|ragazz|donn|uom|signor)\w* (?:di )?\d{2} ?(?:anni|enne)",
        r"\d{2}[\s-]enne|\d{2} years old",
    ),
}
