"""How many cells of a terminal a text takes."""


def cell_len(text: str) -> int:
    """One for each letter, two for each Chinese sign.

    Rich's tables for that are loaded only for texts that need them: commands in English start faster without.
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len as exactly

    return exactly(text)
