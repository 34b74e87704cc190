# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_permit_type
from . import employer_candidate
from . import employer_candidate_access
from . import employer_candidate_right_to_work
from . import employer_candidate_identity
from . import employer_candidate_protected
from . import employer_candidate_permit
from . import employer_candidate_skill
from . import employer_candidate_language
from . import employer_participation
from . import employer_service
from . import employer_consent
from . import employer_disclosure
from . import employer_interaction
from . import employer_organisation
from . import res_company
from . import res_config_settings
