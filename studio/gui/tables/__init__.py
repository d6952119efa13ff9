"""Models for Qt's tables: rows of the production as they are shown."""
