"""Souffleur: subtitles and translations for cultural venues, made on their own computer."""

__version__ = "0.1.0"
