# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_rule_exception_give
from . import employer_interaction_log
from . import employer_scouting_lose
from . import employer_scouting_win
