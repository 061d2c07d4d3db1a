"""Notebooks: nbgrader's courses made of the kit's exercises, and the cells that a student runs.

`check` and `graded` are what the cells of a notebook call; they need no more than a student has. All
other modules here belong to the instructor, and those that import nbgrader need the extra `nbgrader`.
"""

from procession.notebooks.cells import check, graded

__all__ = ["check", "graded"]
