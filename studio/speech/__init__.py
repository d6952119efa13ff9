"""CRAFT: sound into segments: windows around speech, recognisers, guards."""
