"""The life of a measure as pure decisions: proposed, assessed, reviewed, decided, noticed, in force, ended."""
