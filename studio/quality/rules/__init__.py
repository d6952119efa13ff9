"""The rules themselves, one file per subject."""
