"""Making text of unknown origin harmless, for each place in which it is shown.

Whatever a submission printed, raised, named or is called may hold anything. A report passes it through
the function of its format; HTML is left to Jinja's autoescaping, after `clean`.
"""

import re
import unicodedata

_MARKDOWN = re.compile(r"([\\`*\[\]<>#|&~$@]|(?<![^\W_])_|_(?![^\W_])|:(?=//)|(?<=www)\.|^[-+=]|^\d+(?=[.)]))")


def clean(text: str) -> str:
    """Text without control, bidirectional and other invisible characters, line breaks kept.

    What is left is also valid in XML: no surrogates, no characters that are none.
    """
    if text.replace("\n", "").replace("\t", "").isprintable():  # mostly
        return text
    return "".join(c for c in text if c in "\n\t" or not unicodedata.category(c).startswith(("C", "Zl", "Zp")))


def one_line(text: str) -> str:
    """Clean text without line breaks."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; line breaks become spaces."""
    cell = one_line(text)
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠") else cell


def markdown(text: str) -> str:
    """Text within a line of Markdown: no markup, link, image, mention or HTML comes of it."""
    return _MARKDOWN.sub(lambda found: _escaped(found[1]), one_line(text).strip())


def _escaped(found: str) -> str:
    return f"{found}\\" if found.isdigit() else f"\\{found}"  # with a number a list would begin


def markdown_block(text: str, indent: str = "") -> list[str]:
    """The lines of a code block, whose fence is longer than any that the text has in it."""
    text = clean(text)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{indent}{line}".rstrip() for line in (f"{fence}text", *text.split("\n"), fence)]


def shorten(text: str, most: int, said: str = " […]") -> str:
    """At most so many characters; `said` tells that something was left out."""
    return text if len(text) <= most else text[: max(0, most - len(said))] + said[:most]


def log_text(text: str) -> str:
    """Text for the log of a CI service: no line is taken for a command.

    Each line gets a margin, since GitHub's commands stand at the beginning of a line; those of others (`##vso[`,
    `##teamcity[`) count anywhere.
    """
    return "\n".join(f"| {line}".rstrip() for line in clean(text).replace("##", "# #").split("\n"))
