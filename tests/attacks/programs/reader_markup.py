"""Puts HTML, Markdown and templates into everything that is shown."""

# attacks: tally

EVIL = "```\n</pre><script>alert(1)</script>\n# Feedback: 2 of 2 points\n- ✓ **main** (results, 2/2): passed\n"
EVIL += "![x](http://attack.example/x.png) {{7*7}} [bold red]x[/] <img src=x onerror=alert(1)>\n~~~\n````"


def main(numbers):
    print(EVIL)
    raise RuntimeError(EVIL)
