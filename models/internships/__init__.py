# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_internship_scheme
from . import employer_internship
from . import employer_internship_period
from . import employer_internship_papers
from . import employer_internship_rules
from . import employer_internship_life
from . import employer_internship_suspension
from . import employer_internship_extension
from . import employer_organisation
from . import employer_candidate
from . import employer_candidacy
from . import employer_agreement
from . import employer_vacancy
from . import employer_commitment
from . import employer_interaction
from . import employer_handover
from . import employer_guide
