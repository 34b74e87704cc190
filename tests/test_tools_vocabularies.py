# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The shipped vocabularies: complete, sound trees, rules and permits as the dossier has them."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from odoo.addons.employer_engagement.tools import ateco, right_to_work

ADDON = Path(ateco.__file__).parents[1]
OFFICIAL = ADDON / "tests" / "data"
CSV_FILES = (
    "employer.economic.activity.csv",
    "employer.occupation.csv",
    "employer.skill.csv",
    "employer.language.csv",
)
XML_FILES = (
    "employer_target_group_data.xml",
    "employer_permit_type_data.xml",
    "employer_rule_data.xml",
    "employer_internship_scheme_data.xml",
)
# DESIGN.md §3, employer.rule
STOP = {"R1", "R6", "R7", "R10_INSURANCE", "R14", "R16", "PAGES"}
ASK = {"R2", "R3", "R9", "R10", "R11", "R15"}
NOTE = {"R4", "R5", "R8", "R12", "R13", "R17", "R18"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def records(name, model):
    tree = etree.parse(ADDON / "data" / name)
    return {
        record.get("id"): {
            field.get("name"): field.get("eval") or field.get("ref") or field.text
            for field in record
        }
        for record in tree.iterfind(f"record[@model='{model}']")
    }


def parameters(code):
    lines = records("employer_rule_data.xml", "employer.rule.parameter").values()
    return {
        line["key"]: float(line["value"])
        for line in lines
        if line["rule_id"] == f"employer_rule_{code.lower()}"
    }


ACTIVITIES = rows(ADDON / "data" / "employer.economic.activity.csv")
OCCUPATIONS = rows(ADDON / "data" / "employer.occupation.csv")
RULES = {rule["code"]: rule for rule in records("employer_rule_data.xml", "employer.rule").values()}
PERMITS = {
    permit["code"]: permit
    for permit in records("employer_permit_type_data.xml", "employer.permit.type").values()
}


@pytest.mark.parametrize("name", CSV_FILES)
def test_codes_and_ids_occur_once_and_parents_stand_before(name):
    lines = rows(ADDON / "data" / name)
    for column in ("id", "code", "name") if "activity" not in name else ("id", "code"):
        assert Counter(line[column] for line in lines).most_common(1)[0][1] == 1, column
    seen = {""}
    for line in lines:
        assert all(value == value.strip() for value in line.values())
        assert line.get("parent_id:id", "") in seen
        seen.add(line["id"])


@pytest.mark.parametrize("name", XML_FILES)
def test_what_a_manager_may_edit_is_not_overwritten(name):
    root = etree.parse(ADDON / "data" / name).getroot()
    assert root.get("noupdate") == "1"
    ids = [record.get("id") for record in root.iterfind("record")]
    assert len(ids) == len(set(ids)) > 0


def test_activities_are_those_of_ateco_2025():
    official = rows(OFFICIAL / "ateco2025_sections_divisions.csv")
    code_of = {line["id"]: line["code"] for line in ACTIVITIES}
    shipped = {
        (line["code"], line["level"], code_of.get(line["parent_id:id"], "")) for line in ACTIVITIES
    }
    assert shipped == {(line["code"], line["level"], line["parent"]) for line in official}


def test_every_division_a_code_can_lead_to_is_shipped():
    divisions = {line["code"] for line in ACTIVITIES if line["level"] == "division"}
    assert {row["division_2025"] for row in ateco._rows()} == divisions


@pytest.mark.parametrize(
    ("code", "industry"),
    [
        ("A", "A"),
        ("I", "I"),
        ("J", "J"),
        ("K", "J"),
        ("L", "K"),
        ("V", "U"),
        ("56", "I"),
        ("62", "J"),
    ],
)
def test_industry_is_that_of_nace_rev_2(code, industry):
    shipped = {line["code"]: line["industry_id:id"] for line in ACTIVITIES}
    assert shipped[code] == f"base.res_partner_industry_{industry}"


def test_every_activity_has_the_industry_of_its_section():
    industry = {line["id"]: line["industry_id:id"] for line in ACTIVITIES}
    for line in ACTIVITIES:
        parent = line["parent_id:id"] or line["id"]
        assert line["industry_id:id"] == industry[parent]
    assert len(set(industry.values())) == 21


def test_occupations_hold_the_official_groups_with_their_titles():
    official = {line["code"]: line["title_en"] for line in rows(OFFICIAL / "isco08_2digit.csv")}
    shipped = {line["code"]: line["name"] for line in OCCUPATIONS}
    assert official.items() <= shipped.items()
    assert {len(code) for code in shipped.keys() - official.keys()} == {4}


def test_occupations_hang_under_the_group_their_code_begins_with():
    code_of = {line["id"]: line["code"] for line in OCCUPATIONS}
    parent_length = {"1": 0, "2": 1, "4": 2}
    for line in OCCUPATIONS:
        assert line["level"] == str(len(line["code"]))
        expected = line["code"][: parent_length[line["level"]]]
        assert code_of.get(line["parent_id:id"], "") == expected


@pytest.mark.parametrize(
    "code", ["5120", "7411", "7131", "6113", "7531", "9112", "9333", "5223", "5322"]
)
def test_trades_of_the_labs_have_unit_groups(code):
    assert code in {line["code"] for line in OCCUPATIONS}


def test_language_codes_are_iso_639():
    for line in rows(ADDON / "data" / "employer.language.csv"):
        assert re.fullmatch(r"[a-z]{2,3}", line["code"])


def test_every_rule_is_shipped_at_its_level():
    assert {f"R{number}" for number in range(1, 21)} <= RULES.keys()
    for level, codes in (("stop", STOP), ("ask", ASK), ("note", NOTE)):
        assert {RULES[code]["level"] for code in codes} == {level}
    assert {code for code, rule in RULES.items() if rule["level"] == "stop"} == STOP


def test_only_what_protects_persons_or_our_pages_can_never_be_lifted():
    fixed = {code for code in STOP if RULES[code].get("is_liftable") == "False"}
    assert fixed == {"R7", "R14", "PAGES"}


def test_every_rule_and_number_names_its_source():
    assert all(rule["source"] for rule in RULES.values())
    lines = records("employer_rule_data.xml", "employer.rule.parameter").values()
    assert all(line["source"] and line["unit"] for line in lines)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", line["key"]) for line in lines)


@pytest.mark.parametrize(
    ("code", "key", "value"),
    [
        ("R2", "notice_days", 15),
        ("R3", "minimum_full", 500),
        ("R3", "minimum_meal", 400),
        ("R3", "minimum_part_time", 350),
        ("R3", "minimum_public_host", 300),
        ("R3", "attendance_threshold_percent", 80),
        ("R4", "staff_small_max", 5),
        ("R4", "quota_small", 1),
        ("R4", "staff_medium_max", 20),
        ("R4", "quota_medium", 2),
        ("R4", "quota_large_percent", 10),
        ("R5", "host_tutor_max", 3),
        ("R5", "centre_tutor_max", 20),
        ("R9", "other_days", 5),
        ("R12", "window_days", 180),
        ("R12", "workshop_days", 180),
        ("R17", "notice_days", 5),
        ("R18", "min_hours", 100),
        ("R18", "max_hours", 200),
        ("R20", "small_cell", 5),
    ],
)
def test_numbers_of_the_dossier(code, key, value):
    assert parameters(code)[key] == value


def test_permits_answer_in_the_words_of_the_tool():
    assert {permit["work_right"] for permit in PERMITS.values()} == set(right_to_work.WORK_RIGHTS)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("asylum_application", {"work_right": "after_days", "days_after_application": "60"}),
        ("study", {"work_right": "limited", "weekly_hours_limit": "20"}),
        ("study", {"yearly_hours_limit": "1040"}),
        ("refugee", {"work_right": "yes"}),
        ("awaiting_employment", {"work_right": "yes"}),
        ("medical_treatment", {"work_right": "no", "renewal_keeps_right": "False"}),
        ("other", {"work_right": "verify"}),
    ],
)
def test_permits_of_the_dossier(code, values):
    assert values.items() <= PERMITS[code].items()


def test_the_two_schemes_of_the_brief_and_one_public_name_for_all():
    schemes = records("employer_internship_scheme_data.xml", "employer.internship.scheme")
    by_code = {scheme["code"]: scheme for scheme in schemes.values()}
    city, company = by_code["city_stipend"], by_code["company_paid"]
    months = [city[f"{key}_months"] for key in ("default", "extension", "maximum")]
    assert months == ["3", "3", "6"]
    assert company["maximum_months"] == "6"
    assert (city["payer"], company["payer"]) == ("municipality", "company")
    # a name of its own would tell who is in charge of the person
    assert len({scheme["public_name"] for scheme in schemes.values()}) == 1
