"""The craft of translating sentences with Argos packages on this computer, and of keeping what must survive.

`sentences` makes units from cues, `route` finds the packages, `translate` does the work with the engines of `engine`.
"""
