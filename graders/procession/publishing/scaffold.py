"""A new exercise: all its files, with blanks in them that say what is to be written there.

What is scaffolded is a whole exercise of a plain kind (a process for each item), with its checks and its right and
wrong answers, so that an author begins with something that the audit can judge, and changes it from there.
"""

import keyword
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from procession.catalog import Kit
from procession.engine.errors import SubmissionError

BLANK = re.compile(r"<<(?P<name>\w+): (?P<what>[^<>\n]*)>>")
"""A blank, its name and what it is for. The audit tells which are left."""
_TEMPLATES = Path(__file__).parent / "templates" / "exercise"  # programs end in .txt: with blanks they are no Python
_STEP = 10  # between the places of two exercises in the order


def scaffold(kit: Kit, slug: str, filled: Mapping[str, str]) -> list[Path]:
    """Write the files of a new exercise; `filled` has the text of blanks by their names. Nothing is overwritten.

    SubmissionError when the name can't be a module's, is taken, or a text is for no blank.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug) or keyword.iskeyword(slug):
        raise SubmissionError(f"{slug!r} can't be a Python module's name: use small letters, digits and _")
    for taken in (kit.exercises / slug, kit.solutions / slug, kit.graders / slug):
        if taken.exists():
            raise SubmissionError(f"{taken} is there already; choose another name")
    unknown = set(filled) - set(blanks())
    if unknown:
        raise SubmissionError(f"no blank is called {', '.join(sorted(unknown))}; there are: {', '.join(blanks())}")
    order, written = str(_order(kit)), []
    for template in sorted(_TEMPLATES.rglob("*.*")):
        room, *folders, name = template.relative_to(_TEMPLATES).parts
        path = kit.root.joinpath(room, slug, *folders, name.replace("SLUG", slug).removesuffix(".txt"))
        text = template.read_text(encoding="utf-8").replace("@SLUG@", slug).replace("@ORDER@", order)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BLANK.sub(lambda blank: filled.get(blank["name"], blank[0]), text), encoding="utf-8")
        written.append(path)
    return written


def blanks() -> dict[str, str]:
    """The blanks of a new exercise: name, and what is to be written there."""
    found: dict[str, str] = {}
    for template in sorted(_TEMPLATES.rglob("*.*")):
        for blank in BLANK.finditer(template.read_text(encoding="utf-8")):
            found.setdefault(blank["name"], blank["what"])
    return found


def read_texts(path: Path) -> dict[str, str]:
    """The texts for blanks from a TOML file; SubmissionError when it is none."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise SubmissionError(f"{path}: {error}") from None
    odd = [name for name, text in found.items() if not isinstance(text, str)]
    if odd:
        raise SubmissionError(f'{path}: {", ".join(odd)} must be text in quotes: {odd[0]} = "..."')
    return {name: text.strip("\n") for name, text in found.items()}


def _order(kit: Kit) -> int:
    """A place behind all exercises that there are."""
    orders = [kit.exercise(slug).heading.order for slug in kit.slugs()]
    return max(orders, default=0) // _STEP * _STEP + _STEP
