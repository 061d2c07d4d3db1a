"""Reports: what results look like to people, and to the tools that take them in. One small file a format.

Everything that came from a submission is made harmless on its way (`procession.escaping`), and what a
student may not see (`view`) is not in what a student is given.
"""

from procession.reports.common import by_student, number
from procession.reports.console import class_table
from procession.reports.markdown import feedback
from procession.reports.spreadsheet import grades_csv

__all__ = ["by_student", "class_table", "feedback", "grades_csv", "number"]
