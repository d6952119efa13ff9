"""The scene of `tests.gui.scene`, for the tests of this folder."""

from tests.gui.scene import errors, scene, session

__all__ = ["errors", "scene", "session"]
