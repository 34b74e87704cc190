# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from . import controllers, models, reports, wizards
from .hooks import uninstall_hook
