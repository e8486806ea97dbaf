"""``/api/v1/``: one table of endpoints, from which addresses, checks and openapi.json are made."""
