"""The craft of flyers, programmes and posters: what stands on them, and where."""
