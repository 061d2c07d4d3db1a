"""How the cells of a notebook are called: their `grade_id`, in nbgrader's metadata and in its gradebook.

    hung_consumer-ends              a grade cell: the check `ends` of the exercise `hung_consumer`
    hung_consumer-solution-cell     the cell that holds the program
    hung_consumer-statement-cell    and so on

Neither exercises nor checks have a hyphen in their names, so the two kinds can't be taken for each other.
"""

SOLUTION, STATEMENT, PUBLIC = "solution-cell", "statement-cell", "public-checks-cell"


def cell_name(slug: str, part: str) -> str:
    """The `grade_id` of a check, or of one of the parts above."""
    return f"{slug}-{part}"


def slug_and_part(grade_id: str) -> tuple[str, str]:
    """The exercise, and the check or part, that a `grade_id` names; ("", "") if it is none of ours."""
    slug, hyphen, part = grade_id.partition("-")
    return (slug, part) if hyphen else ("", "")
