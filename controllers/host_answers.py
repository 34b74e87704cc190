# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.http import request

from odoo.addons.employer_engagement.tools.typed_number import typed_number

from ..models.hires.employer_internship_host import HOST_ANSWERS
from ..models.internships.employer_internship_host import MAX_WORDS

#: More hours than a month has are a slip.
MAX_HOURS = 744


class EmployerHostAnswers:
    """What a host says of its internships: one code for the personal links and the portal.

    Each `_host_read_…` returns ({field: what is wrong}, what to do): it reads what was typed
    against a whitelist and writes nothing itself.
    """

    def _host_read_presence(self, month, post, who):
        """Read the presence of a month: as planned, or other hours.

        :param who: contact and name of who says it
        """
        errors, hours, said = {}, None, post.get("answer")
        key = f"_{month.id}"
        if said == "other":
            hours = month.internship_id._host_number(post.get("hours"))
            if not (post.get("hours") or "").strip() or hours is None or hours > MAX_HOURS:
                errors[f"hours{key}"] = request.env._("Write the hours of presence as a number.")
        elif said != "planned":
            errors[f"answer{key}"] = request.env._("Choose whether the hours are right.")
        elif post.get("seen", month._host_mark()) != month._host_mark():
            errors[f"answer{key}"] = request.env._(
                "The hours changed meanwhile: look at them again, and confirm."
            )
        return errors, lambda: month._host_says(hours, words=post.get("words"), **who)

    def _host_read_outcome(self, internship, post, who):
        """Read what became of an internship; of a hire also what is known of the contract."""
        errors, hire, said = {}, None, post.get("answer")
        if said not in HOST_ANSWERS:
            errors["answer"] = request.env._("Choose one of the answers.")
        elif post.get("seen", internship.company_outcome or "") not in (
            internship.company_outcome or "",
            said,
        ):
            errors["answer"] = request.env._(
                "A colleague of yours told us meanwhile: look at it again."
            )
        if said == "hired_here" and internship._host_may_hire():
            hire, wrong = internship._host_hire_vals(post)
            errors.update(wrong)
        return errors, lambda: internship._host_says_outcome(
            said, hire, words=post.get("words"), **who
        )

    def _host_read_hire(self, internship, post, who):
        """Read that a host hired the person while the internship goes on."""
        hire, errors = internship._host_hire_vals(post)
        return errors, lambda: internship._host_says_hired(hire, words=post.get("words"), **who)

    def _host_read_extension(self, internship, post, who):
        """Read for how many months more a host asks, and why."""
        errors, months = {}, typed_number(post.get("months"))
        if not months or months > internship._host_months():
            errors["months"] = request.env._("Choose for how many months more.")
        if not (post.get("reason") or "").strip():
            errors["reason"] = request.env._("Write why: what is still to be learned.")
        return errors, lambda: internship._host_ask_extension(months, post.get("reason"), **who)

    def _host_values(self, internship, typed=None):
        """Return what the forms of a host need besides the values of their record."""
        return {
            "typed": typed or {},
            "families": internship._host_families(),
            "max_words": MAX_WORDS,
        }
