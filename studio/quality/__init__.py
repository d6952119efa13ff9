"""Rules over cues: what departs from a house style, in sentences for people."""
