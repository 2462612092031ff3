"""What can be said of a tracked case: choices only, so that there is no field into which a name could be written."""

AGE_BANDS = {"0-4": "Under 5", "5-10": "5 to 10", "11-15": "11 to 15", "16-18": "16 to 18", "19-25": "19 to 25"}
# The broad areas of need of the SEND code of practice.
NEEDS = {
    "": "Not said",
    "cognition": "Cognition and learning",
    "speech": "Communication and interaction",
    "semh": "Social, emotional and mental health",
    "physical": "Sensory and physical",
}
SETTINGS = {
    "": "Not said",
    "early-years": "Early years",
    "primary": "Primary school",
    "secondary": "Secondary school",
    "special": "Special school",
    "alternative": "Alternative provision",
    "college": "College or post-16",
    "home": "Educated elsewhere than at school",
    "none": "Without a place",
}
PAPERS = {
    "ehc-plan": "EHC plan",
    "annual-review": "Last annual review",
    "advice": "Advice for the plan",
    "support-plan": "Support plan of the setting",
    "care-record": "Record of social care",
    "health-record": "Record of health",
    "chronology": "Chronology",
}
# Months after which a case is emptied; the shortest that is chosen.
KEPT = {1: "One month", 3: "Three months", 6: "Six months"}
