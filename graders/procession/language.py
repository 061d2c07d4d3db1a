"""The student's language: what the kit says, and what a check has said, in English or in Chinese.

As with gettext the English text is the key, and what is not in the catalogue stays English. What the
kit says itself is a template that is filled in (`say`). What a check has said comes filled in already,
out of a results file: there the templates are matched against it (`told`), and what stood in their
places is kept, or told in turn. So graders, results and stored schedules know no language.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from procession.engine.errors import ExerciseError

CODES = ("en", "zh")
_PLACE = re.compile(r"\{(\w*)\}")
_LEAD = re.compile(r"(\s*(?:- )?)(.*?)(\s*)")
_QUOTED = "    "
_WIDE = "[\u2e80-\u9fff]"
_GAP = re.compile(f"(?<={_WIDE}) \0(?={_WIDE})|(?<={_WIDE})\0 (?={_WIDE})|\0")
"""A space between a place and the words beside it (a NUL is where they meet), if both are Chinese."""
_NARROW = {"file": r"[^()]+?", "line": r"\d+", "n": r"[-+.e\d]+", "who": r"[^:`]+?"}
"""What may stand in places of these names; in all others, anything."""


def language_code(wanted: str, environment: Mapping[str, str] = os.environ) -> str:
    """`wanted`, or for "auto" what the locale in the environment says: "zh" or "en"."""
    if wanted != "auto":
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


@dataclass(frozen=True)
class Language:
    """A language and its catalogue, from English to that language."""

    code: str = "en"
    catalogue: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """As HTML names it."""
        return "zh-CN" if self.code == "zh" else self.code

    def say(self, text: str, **values: object) -> str:
        """A text of the kit, with its places filled in."""
        text = self.catalogue.get(text, text)
        return text.format(**values) if values else text

    def told(self, text: str) -> str:
        """What a check or the engine has said, line by line as far as the catalogue knows it."""
        return "\n".join(map(self._line, text.split("\n"))) if self.catalogue else text

    def _line(self, line: str) -> str:
        match = None if line.startswith(_QUOTED) else _LEAD.fullmatch(line)
        if match is None:
            return line
        lead, words, tail = match.groups()
        known = self._matched(words)
        return line if known is None else f"{lead}{known}{tail}"

    def _matched(self, words: str) -> str | None:
        if words in self.catalogue:
            return self.catalogue[words]
        for pattern, translation in self._patterns:
            match = pattern.fullmatch(words)
            if match:
                inner = {name: f"\0{self._inner(group)}\0" for name, group in match.groupdict().items()}
                return _GAP.sub("", translation.format(**inner))
        return None

    def _inner(self, words: str) -> str:
        known = self._matched(words)
        return words if known is None else known

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """Templates with places, those with the most words of their own first."""
        found = [(key, value) for key, value in self.catalogue.items() if _PLACE.search(key)]
        found.sort(key=lambda one: -len(_PLACE.sub("", one[0])))
        return [(_pattern(key), value) for key, value in found]


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PLACE.split(template)
    for number, piece in enumerate(pieces):
        one = _NARROW.get(piece, ".+?")
        pieces[number] = f"(?P<{piece}>{one})" if number % 2 else re.escape(piece)
    return re.compile("".join(pieces))


def load_language(code: str, folders: Iterable[Path] = ()) -> Language:
    """The language of that code: the kit's catalogue and those in the folders of exercises (`zh.toml`).

    ExerciseError when a catalogue can't be read.
    """
    if code == "en":
        return Language()
    catalogue: dict[str, str] = {}
    for folder in (Path(__file__).parent, *folders):
        path = folder / f"{code}.toml"
        if path.exists():
            catalogue |= _read(path)
    return Language(code, catalogue)


def _read(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExerciseError(f"{path}: {error}") from None
    for key, value in found.items():
        places = set(_PLACE.findall(key))
        if not isinstance(value, str) or not set(_PLACE.findall(value)) <= places:
            raise ExerciseError(f"{path}: the text for {key!r} is no text, or has a place that {key!r} has not")
    return found
