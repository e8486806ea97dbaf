"""Traffic counts → links that lost their traffic (``scan``). Counts come in as the FLOW TABLE of Arrow."""

from clearway.warn.flow.scan import scan

__all__ = ["scan"]
