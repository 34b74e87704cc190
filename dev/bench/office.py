"""The office itself: its teams, the people who work in it, and what the addon ships."""

from dataclasses import dataclass

_TEAM_OF = 5
_OFFICER = "employer_engagement.employer_engagement_group_officer"


@dataclass(frozen=True)
class Office:
    """What every table refers to, as lists of ids in a fixed order."""

    company: int
    country: int
    teams: list
    officers: list
    skills: list
    languages: list
    occupations: list
    permits: list


def make(env, size):
    """Create teams and officers, and look up the vocabularies.

    :return: an `Office`
    """
    teams = env["employer.team"].create(
        [{"name": f"Team {number + 1}"} for number in range(-(-size.officers // _TEAM_OF))]
    )
    officers = _officers(env, size, teams)
    return Office(
        company=env.company.id,
        country=env.ref("base.it").id,
        teams=teams.ids,
        officers=officers.ids,
        skills=env["employer.skill"].search([], order="id").ids,
        languages=env["employer.language"].search([], order="id").ids,
        occupations=env["employer.occupation"].search([("level", "=", 2)], order="id").ids,
        permits=env["employer.permit.type"].search([], order="id").ids,
    )


def _officers(env, size, teams):
    """:return: officers who are members of a team each, the first one `bench_1`"""
    groups = [env.ref(_OFFICER).id, *_seller(env)]
    users = env["res.users"].with_context(no_reset_password=True)
    officers = users.create(
        [
            {
                "name": f"Officer {number + 1}",
                "login": f"bench_{number + 1}",
                "group_ids": [(4, group) for group in groups],
            }
            for number in range(size.officers)
        ]
    )
    for number, team in enumerate(teams):
        team.member_ids = officers[number :: len(teams)]
    return officers


def _seller(env):
    """:return: the group that sees all leads, where Odoo's own board is measured beside ours"""
    group = env.ref("sales_team.group_sale_salesman_all_leads", raise_if_not_found=False)
    return group.ids if group else []
