# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
# Rooms in the order of the chain: a room may use the rooms before it (docs/architecture.md).
from . import common
from . import organisations
from . import workshops
from . import agreements
from . import vacancies
from . import people
from . import lists
from . import internships
from . import hires
from . import figures
