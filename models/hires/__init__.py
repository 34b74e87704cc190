# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_hire_contract
from . import employer_hire
from . import employer_hire_position
from . import employer_hire_contract_position
from . import employer_followup
from . import employer_organisation
from . import employer_candidate
from . import employer_candidacy
from . import employer_vacancy
from . import employer_commitment
from . import employer_internship
from . import employer_internship_event
from . import employer_handover
from . import employer_course
