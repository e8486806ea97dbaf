"""The road network as arrays: import, layers of nearest facilities, what closes whom off, and proof of it.

Start at ``importing`` (an OpenStreetMap file becomes a ``network.Network``), then ``layers`` (nearest facilities),
``access`` (what a closure takes from people), ``joining`` (sensors and points onto links), ``protected`` (ways that
may never be closed). ``plain`` is the few lines every fast form must equal.
"""
