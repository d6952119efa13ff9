"""The tab of one video: picture, editor, cues, what to check, timeline."""
