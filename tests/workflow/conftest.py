"""Lets workers find the tasks of these tests: a spawned process takes over `sys.path`, not pytest's modules."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
