"""How much data there is at each size."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Size:
    """How many records of each kind; persons and vacancies divide what hangs on them evenly."""

    organisations: int
    scoutings: int
    interactions: int
    vacancies: int
    persons: int
    skill_lines: int
    candidacies: int
    internships: int
    officers: int

    def tenth(self):
        """:return: the same office, ten times smaller"""
        return Size(*(getattr(self, field.name) // 10 for field in fields(self)))

    @property
    def candidacies_each(self):
        """:return: how many persons were proposed for each vacancy"""
        return self.candidacies // self.vacancies

    @property
    def skills_each(self):
        """:return: how many skills each person has"""
        return self.skill_lines // self.persons


SIZES = {
    "city": Size(
        organisations=2_000,
        scoutings=6_000,
        interactions=60_000,
        vacancies=3_000,
        persons=10_000,
        skill_lines=60_000,
        candidacies=30_000,
        internships=5_000,
        officers=10,
    ),
    "large": Size(
        organisations=20_000,
        scoutings=100_000,
        interactions=300_000,
        vacancies=50_000,
        persons=100_000,
        skill_lines=600_000,
        candidacies=1_000_000,
        internships=60_000,
        officers=100,
    ),
}

#: The sizes that are measured against a tenth of themselves too; of the others a tenth says little.
COMPARED = ("large",)
#: What a test fills in a second.
SMALL = Size(
    organisations=20,
    scoutings=60,
    interactions=100,
    vacancies=30,
    persons=40,
    skill_lines=240,
    candidacies=300,
    internships=30,
    officers=2,
)
