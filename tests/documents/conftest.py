"""Lets the tests of flyers share what makes files for them, and what looks at those that were written."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
