"""``python -m clearway`` and the ``clearway`` command."""

from __future__ import annotations

import sys

from clearway.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
