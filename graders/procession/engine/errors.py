"""Whose fault it is: three exceptions that never mix.

A student's fault is not an exception but a verdict, except for input that can't be graded at all.
"""


class SubmissionError(Exception):
    """What was handed in can't be read (missing, not Python, too big...): the student's to mend."""


class ExerciseError(Exception):
    """A manifest, statement or check of an exercise is wrong: its author's to mend."""


class GraderError(Exception):
    """The kit itself or the machine failed: never costs a student a point."""


class BoxGone(GraderError):
    """The box ended while it was in use."""
