"""Help for people shut in: who brings it, and how far it is."""
