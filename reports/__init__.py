# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import report_candidate_paper
from . import report_course_attestation
from . import report_employer_candidacy
from . import report_employer_guide
from . import report_internship_project
from . import report_presence_sheet
from . import report_employer_preselection
