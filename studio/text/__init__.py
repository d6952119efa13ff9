"""Words: what can be said about a text without knowing where it stands."""
