"""Writes what is no UTF-8, and raises what can't be encoded."""

# attacks: tally

import os


def main(numbers):
    os.write(1, b"\xff\xfe\xed\xa0\x80\x00\xc0\xaf")
    os.write(2, b"\xff\xfe\xed\xa0\x80\x00\xc0\xaf")
    raise RuntimeError("\ud800 \udcff \0 \ufffe")
