"""What the figures may say of an internship."""

HIRED = {"case": "hired", "denominator": 1, "numerator": 1, "numerator_short": 0}
NOT_HIRED = {"case": "not_hired", "denominator": 1, "numerator": 0}
NOT_KNOWN = {"case": "not_known", "denominator": 1, "numerator": 0}
TOO_RECENT = {"case": "too_recent", "denominator": 0, "numerator": 0}
#: Six months only together with what came after the first contract.
LATER_LONG = {"numerator_six_months": 0, "numerator_relation_six_months": 1}
RUNNING = {"case": "running", "denominator": 0, "numerator": 0, "end_date": False}
