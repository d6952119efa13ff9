"""The flyer of `tests.gui.unit_scene`, for the tests of this folder."""

from tests.gui.unit_scene import errors, flyer, session, side

__all__ = ["errors", "flyer", "session", "side"]
