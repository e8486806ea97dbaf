"""The words of the house: places, people, evidence, measures, deadlines, decisions, refusals.

Standard library only. No clock, file, network or framework: a moment is always passed in (``at=``, with zone).
"""
