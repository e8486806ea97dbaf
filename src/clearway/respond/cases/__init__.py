"""Cases between opening and rating: clocks, hand-overs, merges, departments, evidence, answers."""
