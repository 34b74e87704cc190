# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_today
from . import employer_pipelines
from . import ir_http
