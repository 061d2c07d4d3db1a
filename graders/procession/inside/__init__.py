"""What runs inside the box, beside the student's code: driver and gates.

This sub-package is imported by the interpreter that runs the submission. It uses the standard
library alone and imports nothing else of the kit, so nothing of the grading side (expected values,
checks, seeds) can be reached from it. Everything that it sends out is a *claim*: the grading side
validates it and never takes a verdict from it.
"""
