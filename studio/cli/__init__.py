"""The command line: one subcommand per verb; progress, findings and errors as text or JSON.

A command imports its verb when it is carried out: `--help` and mistakes are answered at once.
"""
