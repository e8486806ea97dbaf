"""Twelve indicators → two scores → a grade → the measure that would do least harm. Places are never ranked."""
