# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import res_company
from . import res_config_settings
from . import employer_access_link
from . import event_event
from . import event_event_desk
from . import event_event_portal
from . import event_registration
from . import event_registration_step
from . import event_registration_portal
from . import employer_organisation
from . import employer_interaction
from . import employer_handover
