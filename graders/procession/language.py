"""The student's language: what the kit says, and what a check has said, in English or in Chinese.

As with gettext the English text is the key, and what is not in the catalogue stays English. What the
kit says itself is a template that is filled in (`say`). What a check has said comes filled in already,
out of a results file: there the templates are matched against it (`told`), and what stood in their
places is kept, or told in turn. Templates that only the kit itself fills in stand apart (`said`): they may
be short, and would be found in many a text. So graders, results and stored schedules know no language.

Reading catalogues and matching them is in `procession.phrases`, which is imported only when there is
something to translate: commands in English start faster without it.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procession.phrases import Phrases

CODES = ("en", "zh")


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
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """As HTML names it."""
        return "zh-CN" if self.code == "zh" else self.code

    def say(self, text: str, **values: object) -> str:
        """A text of the kit, with its places filled in."""
        text = self.said.get(text) or self.catalogue.get(text, text)
        return text.format(**values) if values else text

    def told(self, text: str) -> str:
        """What a check or the engine has said, line by line as far as the catalogue knows it."""
        return "\n".join(map(self._phrases.line, text.split("\n"))) if self.catalogue else text

    @cached_property
    def _phrases(self) -> "Phrases":
        from procession.phrases import Phrases

        return Phrases(self.catalogue)


ENGLISH = Language()


def load_language(code: str, folders: Iterable[Path] = ()) -> Language:
    """The language of that code: the kit's catalogue and those in the folders of exercises (`zh.toml`).

    ExerciseError when a catalogue can't be read.
    """
    if code == "en":
        return Language()
    from procession.phrases import read_catalogue

    catalogue: dict[str, str] = {}
    said: dict[str, str] = {}
    for folder in (Path(__file__).parent, *folders):
        path = folder / f"{code}.toml"
        if path.exists():
            more, spoken = read_catalogue(path)
            catalogue |= more
            said |= spoken
    return Language(code, catalogue, said)
