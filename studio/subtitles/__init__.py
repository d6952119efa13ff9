"""The craft of subtitles: words become cues, translated sentences go back into cues, files are read and written."""
