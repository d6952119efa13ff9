"""CRAFT: video and sound files into values: probe, sound on the file's clock, shot changes."""
