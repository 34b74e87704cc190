# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import res_company
from . import res_config_settings
from . import employer_today
from . import employer_pipelines
from . import employer_organisation
from . import employer_indicator_measure
from . import employer_indicator_value
from . import employer_indicator_value_count
from . import employer_target
from . import ir_http
from . import employer_fact_mixin
from . import employer_internship_report
from . import employer_person_report
from . import employer_funnel_report
from . import employer_funnel_report_facts
from . import employer_funnel_report_collaborations
