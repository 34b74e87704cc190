# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_exit_reason
from . import employer_preselection
from . import employer_preselection_card
from . import employer_candidacy
from . import employer_candidacy_card
from . import employer_candidacy_consent
from . import employer_vacancy
from . import employer_candidate
from . import employer_organisation
from . import employer_consent
from . import res_company
from . import res_config_settings
from . import employer_handover
