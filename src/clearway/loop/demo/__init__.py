"""The demo county: the same loop as anywhere, on a simulated county, with simulated officers at its desks."""
