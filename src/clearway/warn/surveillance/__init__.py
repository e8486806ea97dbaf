"""Published surveillance statistics for counts, equal to R's package ``surveillance`` to 1e-6."""
