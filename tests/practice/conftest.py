"""Let the tests of the practice language import its scripts by their bare names."""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging" / "practice"

sys.path.append(str(SCRIPTS))
