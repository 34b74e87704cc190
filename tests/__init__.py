# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import test_common_transitions
from . import test_common_rules
from . import test_common_programmes
from . import test_common_settings
