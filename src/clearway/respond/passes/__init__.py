"""Passes as pure decisions: asked, issued, revoked, appealed, counted, forgotten. Nothing here can shut a gate."""
