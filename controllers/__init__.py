# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import export
from . import link
from . import link_answer
from . import link_host
from . import link_vacancy
from . import link_workshop
from . import portal
from . import portal_base
from . import portal_internship
from . import portal_list
from . import portal_partner
from . import portal_partner_openings
from . import portal_agreement
from . import portal_guide
from . import portal_workshop
from . import signing
