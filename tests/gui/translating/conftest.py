"""The pair of `tests.gui.pair_scene`, for the tests of this folder."""

from tests.gui.pair_scene import errors, project, session, tab

__all__ = ["errors", "project", "session", "tab"]
