# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import employer_agreement_clause
from . import employer_agreement_type
from . import employer_agreement
from . import employer_agreement_step
from . import employer_agreement_text
from . import employer_agreement_version
from . import employer_agreement_steps
from . import employer_commitment
from . import employer_commitment_pace
from . import employer_organisation
from . import employer_scouting
from . import employer_handover
