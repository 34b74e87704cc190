# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter
from datetime import date, timedelta

from odoo.tests import TransactionCase, tagged

from odoo.addons.employer_engagement.dev import histories
from odoo.addons.employer_engagement.dev.histories import (
    celav,
    count,
    fleming,
    work4integration,
    write,
)

#: What plain Python says of a row, under the names the views have for it.
TOLD = (
    "case",
    "is_ended",
    "denominator",
    "numerator",
    "numerator_six_months",
    "numerator_relation_six_months",
    "numerator_short",
    "numerator_30",
    "numerator_90",
    "numerator_any",
    "is_unknown",
    "is_immature",
)


def year_of(number):
    return date(number, 1, 1), date(number, 12, 31)


@tagged("post_install", "-at_install")
class TestReplay(TransactionCase):
    """The figures of the brief come out of its three histories (`dev/histories`), each in an
    office of its own, and every row is what a count in plain Python says of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.histories = {history.key: history for history in histories.build()}
        cls.written = {key: write.write(cls.env, history) for key, history in cls.histories.items()}
        cls.names = {
            record: thing
            for written in cls.written.values()
            for thing, record in written.records.items()
        }

    # ---- what is asked

    def _figures(self, key, period, dimension="total", reference=None):
        """Return {(indicator, member): figure kept} of a history's office."""
        values = self.env["employer.indicator.value"]._refresh(
            self.written[key].office,
            *period,
            reference or self.histories[key].reference,
            dimensions=[dimension],
        )
        return {(value.indicator, value.member): value for value in values}

    def _numerators(self, key, period, indicator, dimension):
        """Return {member: numerator}, without what is not there."""
        figures = self._figures(key, period, dimension)
        return {
            member: value.numerator
            for (code, member), value in figures.items()
            if code == indicator and value.numerator
        }

    def _facts(self, kind, key, domain, names, reference=None):
        """Return the rows of a fact view in a history's office, as seen on its date, in one query.

        :param names: the columns to read; links as ids
        :return: list of dicts
        """
        day = reference or self.histories[key].reference
        view = self.env[f"employer.{kind}.report"].with_context(reference_date=day.isoformat())
        office = ("company_id", "=", self.written[key].office.id)
        return view.search_read([office, *domain], names, load=None)

    def _record(self, key, thing):
        return self.written[key].records[thing]

    def assertRate(self, value, numerator, denominator, display):
        self.assertEqual(
            (value.numerator, value.denominator, value.display_value),
            (numerator, denominator, display),
        )

    # ---- the brief

    def test_work4integration(self):
        """3 workshops, 23 companies, 158 persons, 40 with a contract: 25.3 %."""
        key, period = "work4integration", (work4integration.FIRST, work4integration.LAST)
        programme = self._record(key, self.histories[key].programmes[0])
        figures = self._figures(key, period, "programme")
        for indicator, number in (
            ("workshops", 3),
            ("companies_invited", 26),
            ("companies_registered", 25),
            ("companies_attended", 23),
        ):
            self.assertEqual(figures[indicator, str(programme.id)].numerator, number, msg=indicator)
        inside = [
            ("programme_id", "=", programme.id),
            ("date", ">=", period[0]),
            ("date", "<=", period[1]),
        ]
        entered = self._facts("person", key, [("fact", "=", "entered"), *inside], ["person_id"])
        persons = {row["person_id"] for row in entered}
        self.assertEqual((len(entered), len(persons)), (159, 158))
        origins = [("hire_origin", "in", work4integration.ORIGINS)]
        hired = self._facts(
            "funnel", key, [("stage", "=", "hire"), *inside, *origins], ["candidate_id"]
        )
        hired_persons = {row["candidate_id"] for row in hired}
        self.assertEqual((len(hired), len(hired_persons)), (41, 40))
        self.assertEqual(round(100 * len(hired_persons) / len(persons), 1), 25.3)
        self.assertEqual(figures["hires", str(programme.id)].numerator, 43)

    def test_work4integration_workshops_and_what_came_of_them(self):
        """Read straight off the programme: 3 workshops, 23 companies, each counted once."""
        key, (first, last) = (
            "work4integration",
            (work4integration.FIRST, work4integration.LAST),
        )
        history = self.histories[key]
        programme = self._record(key, history.programmes[0])
        inside = [("programme_id", "=", programme.id), ("date", ">=", first), ("date", "<=", last)]
        names = ("invited_id", "registered_id", "attended_id", "new_id", "outcome_key")
        names += ("observed_id", "within_id", "declared_id", "workshop_id", "case")
        rows = self._facts("workshop", key, inside, names)

        def companies(name, *outcome):
            return {row[name] for row in rows if row["outcome_key"] in (outcome or (False,))} - {
                False
            }

        found = count.workshops(history, history.programmes[0], first, last)
        self.assertEqual(len({row["workshop_id"] for row in rows}), len(found))
        told = [len(companies(name)) for name in ("invited_id", "registered_id", "attended_id")]
        self.assertEqual((len(found), *told), (3, 26, 25, 23))
        for name, expected, outcome in (
            ("new_id", count.new_companies(history, found), ()),
            ("observed_id", count.companies(found, "attended", "walk_in"), ("any_6",)),
            ("within_id", count.credited_companies(history, found, 180), ("any_6", "any_12")),
            ("declared_id", set(), ("any_0", "any_6", "any_12")),
        ):
            ids = {self._record(key, company).id for company in expected}
            self.assertEqual(companies(name, *outcome), ids, msg=name)
        late = {row["workshop_id"] for row in rows if row["case"] == "too_recent"}
        two_years_ago = history.reference - timedelta(days=730)
        recent = {self._record(key, one).id for one in found if one.day > two_years_ago}
        self.assertEqual((late, len(recent)), (recent, 2), "24 months are not over")

    def test_work4integration_by_origin(self):
        key = "work4integration"
        period = (work4integration.FIRST, work4integration.LAST)
        told = Counter(hire.origin for hire in count.hires(self.histories[key], *period))
        self.assertEqual(self._numerators(key, period, "hires", "origin"), told)

    def test_fleming_year(self):
        """300 internships started, 165 of them converted: 55 %."""
        figures = self._figures("fleming", year_of(fleming.YEAR))
        self.assertEqual(figures["internships_started", ""].numerator, 300)
        self.assertRate(figures["conversion_host_started", ""], 165, 300, "55 %")

    def test_fleming_by_end_of_one_year(self):
        """Another cohort than that of the starts: whoever ended in the year."""
        found = count.ended(count.episodes(self.histories["fleming"]), *year_of(fleming.YEAR))
        value = self._figures("fleming", year_of(fleming.YEAR))["conversion_host", ""]
        told = (count.total(found), count.total(found, "denominator"))
        self.assertEqual((value.numerator, value.denominator), told)
        self.assertNotEqual(told[1], fleming.STARTED)

    def test_fleming_by_end(self):
        """The same 300 by day of end over two years; what is too recent stands apart."""
        figures = self._figures("fleming", (date(2017, 1, 1), date(2018, 12, 31)))
        found = count.ended(count.episodes(self.histories["fleming"]), *year_of(2017))
        found += count.ended(count.episodes(self.histories["fleming"]), *year_of(2018))
        self.assertRate(figures["conversion_host", ""], 165, 300, "55 %")
        self.assertEqual(figures["conversion_host", ""].immature, 2)
        for code, numerator in (
            ("conversion_host_six_months", count.total(found, "numerator_six_months")),
            (
                "conversion_host_relation_six_months",
                count.total(found, "numerator_relation_six_months"),
            ),
            ("conversion_any", count.total(found, "numerator_any")),
            ("conversion_person", count.persons(found, only_hired=True)),
        ):
            self.assertEqual(figures[code, ""].numerator, numerator, msg=code)
        self.assertEqual(figures["conversion_person", ""].denominator, count.persons(found))
        self.assertEqual(figures["conversion_host", ""].unknown, count.total(found, "is_unknown"))

    def test_fleming_families(self):
        """The 165 over the three families of contract."""
        rows = self._facts(
            "internship",
            "fleming",
            [("start_date", ">=", "2017-01-01"), ("start_date", "<=", "2017-12-31")],
            ["numerator", "contract_family"],
        )
        families = Counter(row["contract_family"] for row in rows if row["numerator"])
        self.assertEqual(families, fleming.CONVERTED)
        period = year_of(fleming.YEAR)
        told = count.hires(self.histories["fleming"], *period)
        self.assertEqual(
            self._numerators("fleming", period, "hires", "family"),
            Counter(hire.contracts[0].family for hire in told),
        )

    def test_fleming_foreign_nationals(self):
        """40 % foreign nationals, mostly men: citizenship with gender beside it."""
        told = self._numerators(
            "fleming", year_of(fleming.YEAR), "internships_started", "citizenship_gender"
        )
        both = {"it|m": 92, "it|f": 88, "eu|m": 11, "eu|f": 7, "non_eu|m": 71, "non_eu|f": 31}
        alone = {"it": 180, "eu": 18, "non_eu": 102, "m": 174, "f": 126}
        self.assertEqual(told, {**both, **alone})
        self.assertEqual((told["eu"] + told["non_eu"]) / 300, 0.4)

    def test_celav_2019(self):
        """1,447 internships, 1,019 persons, 315 contracts: 21.8 % and 30.9 %."""
        figures = self._figures("celav", year_of(celav.YEAR))
        self.assertEqual(figures["internships_started", ""].numerator, 1447)
        self.assertRate(figures["conversion_host_started", ""], 315, 1447, "21.8 %")
        self.assertEqual(figures["persons_served", ""].numerator, 2643)
        both_years = self._figures("celav", (date(2019, 1, 1), date(2020, 12, 31)))
        self.assertRate(both_years["conversion_host", ""], 315, 1447, "21.8 %")
        self.assertRate(both_years["conversion_person", ""], 315, 1019, "30.9 %")
        self.assertEqual(both_years["hires", ""].numerator, 315)

    def test_celav_by_team(self):
        """Each team's own figure; persons are counted in their team."""
        period = (date(2019, 1, 1), date(2020, 12, 31))
        found = count.ended(count.episodes(self.histories["celav"]), *period)
        figures = self._figures("celav", period, "team")
        for name in celav.TEAMS:
            mine = [one for one in found if one.person.team == name]
            member = str(self.written["celav"].teams[name])
            value = figures["conversion_person", member]
            self.assertEqual(
                (value.numerator, value.denominator),
                (count.persons(mine, only_hired=True), count.persons(mine)),
                msg=name,
            )
            self.assertEqual(figures["conversion_host", member].denominator, len(mine), msg=name)

    # ---- row by row

    def test_every_row_is_what_a_pencil_says(self):
        """On the reference date, and on days in the middle of the history."""
        for key, history in self.histories.items():
            for back in (0, 100, 365):
                on = history.reference - timedelta(days=back)
                with self.subTest(key, on=on):
                    self._compare(key, count.episodes(history, on), on)

    def _compare(self, key, found, on):
        names = ("end_date", "internship_count", *TOLD)
        rows = self._facts("internship", key, [], ["internship_id", *names], on)
        told = {
            self._record(key, one.internships[0]).id: (
                one.end or False,
                len(one.internships),
                *(one.row[name] for name in TOLD),
            )
            for one in found
        }
        read = {row["internship_id"]: tuple(row[name] for name in names) for row in rows}
        self.assertEqual(len(rows), len(found))
        different = [
            (self._name_of(key, first), told.get(first), read.get(first))
            for first in {*told, *read}
            if told.get(first) != read.get(first)
        ]
        self.assertFalse(different)

    def _name_of(self, key, internship_id):
        """Return the name of the trap an internship belongs to, to read a failure by."""
        thing = self.names[self.env["employer.internship"].browse(internship_id)]
        decoys = self.histories[key].decoys.values()
        return next((one.name for one in decoys if thing in one.internships), "no trap")

    def test_every_trap_says_what_it_must(self):
        for key, history in self.histories.items():
            names = {
                name for decoy in history.decoys.values() for row in decoy.rows for name in row
            }
            rows = self._facts("internship", key, [], ["internship_id", "start_date", *names])
            rows.sort(key=lambda row: row["start_date"])
            for decoy in history.decoys.values():
                ids = {self._record(key, one).id for one in decoy.internships}
                mine = [row for row in rows if row["internship_id"] in ids]
                with self.subTest(decoy.name):
                    self.assertEqual(len(mine), len(decoy.rows), msg=decoy.why)
                    for row, told in zip(mine, decoy.rows, strict=True):
                        self.assertEqual({name: row[name] for name in told}, told, msg=decoy.why)

    def test_persons_of_the_traps(self):
        """An archived person stays; the second self of a merged one has no fact."""
        key, history = "fleming", self.histories["fleming"]
        facts = self._facts("person", key, [], ["fact", "candidate_id"])
        for name in ("an archived person", "a merged duplicate"):
            person = self._record(key, history.decoys[name].person).id
            mine = sorted(fact["fact"] for fact in facts if fact["candidate_id"] == person)
            self.assertEqual(mine, ["ended", "hired", "started"], msg=name)
        archived = {self._record(key, one).id for one in history.persons if one.archived}
        with_facts = archived & {fact["candidate_id"] for fact in facts}
        self.assertEqual((len(archived), len(with_facts)), (2, 1))

    def test_a_corrected_date_moves_the_figure(self):
        """From day 181 to day 180: one more of the 300."""
        decoy = self.histories["fleming"].decoys["a hire on day 181"]
        contract = self._record("fleming", decoy.hires[0]).contract_ids
        contract.start_date -= timedelta(days=1)
        figures = self._figures("fleming", year_of(fleming.YEAR))
        self.assertRate(figures["conversion_host_started", ""], 166, 300, "55.3 %")
