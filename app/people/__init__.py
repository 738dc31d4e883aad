"""Clients, persons, memberships, teams, classes, agreements and sign-in."""
