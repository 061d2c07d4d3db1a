"""Returns texts that can't be encoded, and numbers that are none."""

# attacks: tally


def main(numbers):
    return {"\ud800\udfff": float("nan"), "\0": float("inf"), b"\xff": -0.0, frozenset({"\udc80"}): "\x1b[2J"}
