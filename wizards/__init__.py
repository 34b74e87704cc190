# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_rule_exception_give
from . import employer_interaction_log
from . import employer_scouting_lose
from . import employer_scouting_win
from . import employer_agreement_end
from . import employer_vacancy_close
from . import employer_preselection_add
from . import employer_candidacy_exit
from . import employer_candidacy_lift
from . import employer_candidate_intake
from . import employer_internship_suspend
from . import employer_internship_resume
from . import employer_internship_extend
from . import employer_internship_end
from . import employer_internship_reopen
from . import employer_hire_record
