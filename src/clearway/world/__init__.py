"""A simulated county: roads, people, counts, complaints and an epidemic, with the truth kept apart.

``generate`` writes ``feeds/`` (what the loop may see) and ``truth/`` (what it must find out by itself);
``clearway.world.judging`` compares what was found with the truth, after the loop has run.
"""

from clearway.world.generating import STEPS, generate
from clearway.world.summary import WorldSummary

__all__ = ["STEPS", "WorldSummary", "generate"]
