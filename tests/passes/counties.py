"""Counties of keys for tests."""

from random import Random

from clearway.passes.hostile.making import County


def county_with(seed: int) -> County:
    """The same keys for the same seed."""
    return County(Random(seed))
