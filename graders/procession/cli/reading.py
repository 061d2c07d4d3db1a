"""Who will read what is written about a student's work: options that several commands have, and the view they make."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from procession.catalog import Kit
from procession.cli.common import language_option

if TYPE_CHECKING:
    from procession.reports.view import View

_OPTIONS = (
    click.option(
        "--visibility",
        type=click.Choice(["always", "after_due_date", "never"]),
        default="always",
        help="When students may see any check, where its grader allows more.",
    ),
    click.option("--after-due-date", is_flag=True, help="The due date has passed: show what was kept until then."),
    language_option("pages_lang", "what students read"),
)


@dataclass(frozen=True)
class Reader:
    """What was asked for."""

    visibility: str
    after_due_date: bool
    lang: str

    def view(self, kit: Kit) -> "View":
        """The view, with the catalogues of the kit's exercises."""
        from procession.language import language_code, load_language
        from procession.reports.view import View

        language = load_language(language_code(self.lang), kit.told_in)
        return View(self.visibility, self.after_due_date, language=language)  # type: ignore[arg-type]


def for_reader(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, and what was said to them as its argument `reader`."""

    @wraps(command)
    def run(*args: Any, visibility: str, after_due_date: bool, pages_lang: str, **kwargs: Any) -> None:
        command(*args, reader=Reader(visibility, after_due_date, pages_lang), **kwargs)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run
