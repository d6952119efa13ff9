"""The verbs: what a user can ask for, shared by the command line and the window."""
