"""Speech models and translation packages as files on this computer."""
