# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import res_partner
from . import employer_identity_mixin
from . import employer_organisation
from . import employer_organisation_level
from . import employer_organisation_call
from . import employer_organisation_board
from . import employer_organisation_group
from . import employer_organisation_wake_up
from . import res_company_wake_up
from . import res_config_settings_wake_up
from . import employer_headcount
from . import employer_lost_reason
from . import employer_scouting_stage
from . import employer_scouting
from . import employer_interaction
from . import mail_activity
