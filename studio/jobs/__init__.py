"""Long work in other processes: workers that can be stopped, and lanes that keep their tasks in order.

Knows nothing of subtitles or pages: a task is a module-level function `task(*values, report)`.
"""
