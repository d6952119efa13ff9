"""What the tests of the window stand on: no screen, and tasks that worker processes find."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))  # a spawned process takes over `sys.path`, not pytest's modules
