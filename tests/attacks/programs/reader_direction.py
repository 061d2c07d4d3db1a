"""Puts characters that turn or hide text into everything that is shown."""

# attacks: tally

EVIL = "\u202e2/2\u202c\u2066\u2067\u200b\u200f\ufeff\u2028\u2029\U000e0041\u00ad"


def main(numbers):
    print(EVIL)
    raise type("E" + EVIL, (Exception,), {})(EVIL)
