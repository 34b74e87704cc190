# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

READER = "employer_engagement.employer_engagement_group_user"
FEATURE = "employer_engagement.employer_engagement_feature_"


class ResConfigSettings(models.TransientModel):
    """What we use: a tick gives a feature group to everyone with a role here.

    Off means no menu, no field, no job and no guard; data stay. As everywhere in Odoo only
    administrators save settings: a feature changes what every office of the database sees.
    Only features that do something have a tick; the groups of later ones exist already.
    """

    _inherit = "res.config.settings"

    group_employer_scouting = fields.Boolean(
        string="Scouting", group=READER, implied_group=FEATURE + "scouting"
    )
    group_employer_workshops = fields.Boolean(
        string="Workshops with employers", group=READER, implied_group=FEATURE + "workshops"
    )
    group_employer_agreements = fields.Boolean(
        string="Agreements", group=READER, implied_group=FEATURE + "agreements"
    )
    group_employer_vacancies = fields.Boolean(
        string="Vacancies", group=READER, implied_group=FEATURE + "vacancies"
    )
    group_employer_bulletin = fields.Boolean(
        string="Bulletin of vacancies", group=READER, implied_group=FEATURE + "bulletin"
    )
    group_employer_persons = fields.Boolean(
        string="Persons", group=READER, implied_group=FEATURE + "persons"
    )
    group_employer_lists = fields.Boolean(
        string="Lists of persons", group=READER, implied_group=FEATURE + "lists"
    )
    group_employer_internships = fields.Boolean(
        string="Internships", group=READER, implied_group=FEATURE + "internships"
    )
    group_employer_hires = fields.Boolean(
        string="Hires", group=READER, implied_group=FEATURE + "hires"
    )
    group_employer_figures = fields.Boolean(
        string="Figures", group=READER, implied_group=FEATURE + "figures"
    )
    group_employer_due_diligence = fields.Boolean(
        string="Due diligence", group=READER, implied_group=FEATURE + "due_diligence"
    )
    group_employer_campaigns = fields.Boolean(
        string="Campaigns", group=READER, implied_group=FEATURE + "campaigns"
    )
    group_employer_dispatch = fields.Boolean(
        string="Openings sent to partners", group=READER, implied_group=FEATURE + "dispatch"
    )
    group_employer_second_approval = fields.Boolean(
        string="Second approval", group=READER, implied_group=FEATURE + "second_approval"
    )
    group_employer_computed_quota = fields.Boolean(
        string="Computed quota", group=READER, implied_group=FEATURE + "computed_quota"
    )
    group_employer_courses = fields.Boolean(
        string="Courses and skills grid", group=READER, implied_group=FEATURE + "courses"
    )
    group_employer_stipends = fields.Boolean(
        string="Stipends", group=READER, implied_group=FEATURE + "stipends"
    )
    group_employer_signature_link = fields.Boolean(
        string="Signature by link", group=READER, implied_group=FEATURE + "signature_link"
    )

    @api.onchange(
        "group_employer_vacancies", "group_employer_persons", "group_employer_internships"
    )
    def _onchange_features(self):
        """A list needs a vacancy and persons; internships, hires and courses need persons."""
        if not (self.group_employer_vacancies and self.group_employer_persons):
            self.group_employer_lists = False
        if not self.group_employer_lists:
            self.group_employer_dispatch = False
        if not self.group_employer_vacancies:
            self.group_employer_bulletin = False
        if not self.group_employer_persons:
            self.group_employer_internships = False
            self.group_employer_hires = False
            self.group_employer_courses = False
        if not self.group_employer_internships:
            self.group_employer_stipends = False
