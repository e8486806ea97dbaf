"""Complaint text → topic, barrier, status, with the words that decided.

``classify(text)`` reads one text, ``classify_many(texts)`` many. Nothing is loaded before the first call.
"""

from clearway.monitor.text.reading import classify, classify_many

__all__ = ["classify", "classify_many"]
