# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import test_common_transitions
from . import test_common_rules
from . import test_common_programmes
from . import test_common_settings
from . import test_common_security
from . import test_organisations_interaction
from . import test_organisations_level
from . import test_organisations_organisation
from . import test_organisations_scouting
from . import test_organisations_search
from . import test_organisations_security
from . import test_workshops_event
from . import test_figures_today
from . import test_people_identity
from . import test_people_candidate
from . import test_people_consent
from . import test_people_intake
