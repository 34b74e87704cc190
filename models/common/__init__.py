# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_record_mixin
from . import employer_transition_mixin
from . import employer_milestone
from . import employer_rule
from . import employer_rule_parameter
from . import employer_rule_exception
from . import employer_economic_activity
from . import employer_occupation
from . import employer_skill
from . import employer_language
from . import employer_target_group
from . import employer_team
from . import employer_programme
from . import employer_programme_partner
from . import employer_target
from . import res_users
from . import res_config_settings
