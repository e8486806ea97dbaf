"""The cost of a measure gathered from what the county's records hold: one file a source."""
