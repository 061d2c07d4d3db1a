"""Reports: what results look like to people, and to the tools that take them in. One small file a format.

Everything that came from a submission is made harmless on its way (`procession.escaping`), and what a
student may not see (`view`) is not in what a student is given.
"""

from procession.reports.common import by_student, number
from procession.reports.console import class_table
from procession.reports.markdown import feedback
from procession.reports.spreadsheet import grades_csv
from procession.reports.view import View
from procession.reports.writing import (
    OUR_FILES,
    copy_pictures,
    pictures_of,
    write_class_page,
    write_grades,
    write_student,
)

__all__ = [
    "OUR_FILES",
    "View",
    "by_student",
    "class_table",
    "copy_pictures",
    "feedback",
    "grades_csv",
    "number",
    "pictures_of",
    "write_class_page",
    "write_grades",
    "write_student",
]
