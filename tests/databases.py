"""Early pytest plugin: a home of its own for every test run, set before Django reads its settings."""

from __future__ import annotations

import os
import tempfile

os.environ["CLEARWAY_HOME"] = tempfile.mkdtemp(prefix="clearway-tests-")
