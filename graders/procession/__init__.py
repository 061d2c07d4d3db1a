"""procession: an auto-graded exercise kit for multiprocessing whose grader is never lucky."""

__version__ = "0.1.0"
