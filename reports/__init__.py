# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import report_course_attestation
from . import report_employer_guide
