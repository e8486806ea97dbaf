"""Whole journeys in a real browser, against a server process of its own."""
