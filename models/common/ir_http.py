# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo import models
from odoo.http import request

from odoo.addons.employer_engagement.tools.typed_number import LARGEST

OURS = "odoo.addons.employer_engagement."
#: Bytes of a form: the longest text and a drawn signature are far below.
MAX_FORM = 1024 * 1024


def _is_ours(endpoint):
    return endpoint.func.__module__.startswith(OURS)


class IrHttp(models.AbstractModel):
    """What every page of ours refuses before it looks at anything, whoever asks.

    An id that no record can have is one that does not exist; a form is no larger than a form; a
    field is text, without the one character PostgreSQL cannot hold: none of our pages takes files.
    """

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        super()._pre_dispatch(rule, args)
        if not _is_ours(rule.endpoint):
            return
        request.httprequest.max_content_length = MAX_FORM
        if any(isinstance(value, int) and value > LARGEST for value in args.values()):
            raise NotFound()

    @classmethod
    def _dispatch(cls, endpoint):
        if _is_ours(endpoint):
            request.params = {
                name.replace("\0", ""): value.replace("\0", "") if isinstance(value, str) else value
                for name, value in request.params.items()
                if isinstance(value, (str, int))
            }
        return super()._dispatch(endpoint)
