"""Pages on which people are arranged: members, teams, classes, enrolments."""
