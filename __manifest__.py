# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
{
    "name": "Employer Engagement",
    "version": "19.0.1.0.0",
    "category": "Services/Employer Engagement",
    "summary": "Employers, agreements, vacancies, lists, internships and hires of a job centre",
    "author": "Employer Engagement contributors",
    "license": "LGPL-3",
    "depends": ["mail", "portal", "calendar", "phone_validation", "event"],
    "data": [
        "security/employer_engagement_groups.xml",
        "security/employer_engagement_features.xml",
        "security/ir.model.access.csv",
        "security/employer_engagement_security.xml",
        # Data: numbers and vocabularies
        "data/ir_sequence_data.xml",
        "data/employer_scouting_stage_data.xml",
        "data/employer_lost_reason_data.xml",
        "data/employer_organisation_cron_data.xml",
        "data/ir_config_parameter_data.xml",
        "data/employer_candidate_cron_data.xml",
        "data/employer_agreement_type_data.xml",
        "data/employer_vacancy_stage_data.xml",
        "data/employer_exit_reason_data.xml",
        "data/ir_cron_agreements_data.xml",
        "data/employer_candidate_cron_data.xml",
        "data/mail_activity_type_internships_data.xml",
        "data/ir_cron_hires_data.xml",
        # Wizards
        "wizards/employer_rule_exception_give_views.xml",
        "wizards/employer_interaction_log_views.xml",
        "wizards/employer_scouting_lose_views.xml",
        "wizards/employer_scouting_win_views.xml",
        "wizards/employer_candidate_intake_views.xml",
        "wizards/employer_internship_suspend_views.xml",
        "wizards/employer_internship_resume_views.xml",
        "wizards/employer_internship_extend_views.xml",
        "wizards/employer_internship_end_views.xml",
        "wizards/employer_internship_reopen_views.xml",
        "wizards/employer_hire_record_views.xml",
        "wizards/employer_candidate_intake_views.xml",
        # Views: sections first, then the rooms in the order of the chain
        "views/employer_engagement_menus.xml",
        # common
        "views/common/employer_engagement_configuration_menus.xml",
        "views/common/res_config_settings_views.xml",
        "views/common/employer_rule_exception_views.xml",
        "views/common/employer_rule_views.xml",
        "views/common/employer_programme_views.xml",
        "views/common/employer_target_views.xml",
        "views/common/employer_team_views.xml",
        "views/common/employer_economic_activity_views.xml",
        "views/common/employer_occupation_views.xml",
        "views/common/employer_skill_views.xml",
        "views/common/employer_language_views.xml",
        "views/common/employer_target_group_views.xml",
        # organisations
        "views/organisations/res_partner_views.xml",
        "views/organisations/employer_organisation_views.xml",
        "views/organisations/employer_scouting_stage_views.xml",
        "views/organisations/employer_lost_reason_views.xml",
        "views/organisations/employer_scouting_views.xml",
        "views/organisations/employer_interaction_views.xml",
        # workshops
        "views/workshops/event_event_views.xml",
        "views/workshops/event_registration_views.xml",
        "views/workshops/employer_organisation_views.xml",
        # agreements
        # vacancies
        # people
        "views/people/employer_candidate_views.xml",
        "views/people/employer_candidate_identity_views.xml",
        "views/people/employer_candidate_protected_views.xml",
        "views/people/employer_candidate_permit_views.xml",
        "views/people/employer_participation_views.xml",
        "views/people/employer_service_views.xml",
        "views/people/employer_consent_views.xml",
        "views/people/employer_disclosure_views.xml",
        "views/people/employer_permit_type_views.xml",
        "views/people/employer_candidate_menus.xml",
        # lists
        # internships
        # hires
        # figures
    ],
    "application": True,
}
