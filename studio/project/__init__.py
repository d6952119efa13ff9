"""The production file: videos, flyers, tracks, cues, evidence and undo in one SQLite file; the only place with SQL."""
