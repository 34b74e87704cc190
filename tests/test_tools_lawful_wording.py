# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Wordings no advertisement may use, and their lawful neighbours that must stay."""

import pytest

from odoo.addons.employer_engagement.tools.lawful_wording import Finding, unlawful_wordings


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Inglese madrelingua", "language"),
        ("MADRE LINGUA italiana", "language"),
        ("English mother tongue", "language"),
        ("native speaker of Italian", "language"),
        ("italiano di nascita", "origin"),
        ("Italiana/o di nascita", "origin"),
        ("cittadinanza italiana", "origin"),
        ("di nazionalità italiana", "origin"),
        ("no stranieri", "origin"),
        ("Italian citizens only", "origin"),
        ("solo donne", "sex"),
        ("preferibilmente uomini", "sex"),
        ("women only", "sex"),
        ("di sesso femminile", "sex"),
        ("milite esente", "sex"),
        ("max 30 anni", "age"),
        ("Max. 30 anni", "age"),
        ("età massima 35", "age"),
        ("non oltre i 40 anni", "age"),
        ("under 30", "age"),
        ("18-29 anni", "age"),
        ("up to 35 years old", "age"),
        ("bella presenza", "looks"),
        ("Bell’aspetto", "looks"),
        ("good looking", "looks"),
        ("nubile", "family"),
        ("senza figli", "family"),
        ("sana e robusta costituzione", "health"),
        ("no velo", "belief"),
        ("italiano madre-lingua", "language"),
        ("senza accento straniero", "language"),
        ("no africani", "origin"),
        ("niente rom", "origin"),
        ("extracomunitari esclusi", "origin"),
        ("passaporto italiano", "origin"),
        ("personale italiano", "origin"),
        ("lavoratori autoctoni", "origin"),
        ("residenti in Italia da 5 anni", "origin"),
        ("persone di pelle chiara", "origin"),
        ("Cerchiamo una ragazza", "sex"),
        ("cercasi signora", "sex"),
        ("figura femminile", "sex"),
        ("looking for a man", "sex"),
        ("da 20 a 35 anni", "age"),
        ("tra 20 e 35 anni", "age"),
        ("età 18-29", "age"),
        ("non più di 40 anni", "age"),
        ("massimo 35enne", "age"),
        ("persone giovani", "age"),
        ("young women", "age"),
        ("candidati 18-30", "age"),
        ("donna delle pulizie", "sex"),
        ("non musulmani", "belief"),
    ],
)
def test_refused(text, ground):
    assert ground in {finding.ground for finding in unlawful_wordings(text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "Italiano B1 per leggere le schede di sicurezza",
        "conosce la cucina italiana",
        "Italian cuisine",
        "max 3 anni di esperienza",
        "almeno 10 anni di esperienza",
        "max 10 anni di esperienza",
        "10-15 anni di esperienza",
        "maggiorenne, serve la patente B",
        "lavora anche con donne vittime di violenza",
        "uomini e donne",
        "rivolto a entrambi i sessi",
        "under 30 km from the town",
        "scarpe e guanti solo forniti dalla ditta",
        "presenza costante in sala",
        "assistenza a bambini e figli dei clienti",
        "cittadinanza italiana non richiesta",
        "nato dalla passione per il pane",
        "sotto i 30 kg",
        "assistenza a ragazzi e anziani",
        "cerca e riordina i prodotti",
        "cerchiamo ragazzi/e per la sala",
        "da 20 a 35 anni di esperienza",
        "da 20 a 35 ore",
        "cucina italiana e cinese",
        "ambiente giovane e dinamico",
        "no cucina cinese",
        "residente in zona o automunito",
        "personale addetto alla cucina italiana",
        "la maschera in teatro",
        "spogliatoio femminile e maschile",
        "a man-made material",
        "accento sulla qualità",
    ],
)
def test_allowed(text):
    assert unlawful_wordings(text) == []


def test_in_the_order_of_the_text_with_the_words():
    assert unlawful_wordings("Madrelingua,\n  max 30 anni") == [
        Finding("madrelingua", "language"),
        Finding("max 30 anni", "age"),
    ]
