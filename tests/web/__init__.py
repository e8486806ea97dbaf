"""The site through Django's client."""
