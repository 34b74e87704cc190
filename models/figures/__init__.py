# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import res_company
from . import res_config_settings
from . import employer_today
from . import employer_pipelines
from . import employer_organisation
from . import employer_indicator_measure
from . import employer_indicator_value
from . import ir_http
