# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_vacancy_stage
from . import employer_vacancy
from . import employer_vacancy_step
from . import employer_vacancy_age
from . import employer_vacancy_bulletin
from . import employer_bulletin
from . import employer_organisation_bulletin
from . import res_company
from . import res_config_settings
from . import employer_vacancy_requirement
from . import employer_organisation
from . import employer_interaction
from . import employer_agreement
from . import employer_commitment
from . import employer_scouting
from . import event_event
from . import employer_handover
