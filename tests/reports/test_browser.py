"""The pages in a real browser, if there is one: nothing sticks out of a phone's screen, the policy hinders nothing of ours."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from procession.picture import figure
from procession.picture.diagram import Diagram
from procession.reports.html import class_page, student_page
from reports.made import FAILED, HOSTILE, MISSING, OURS, PASSED, hostile, result

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PROBE = """<!DOCTYPE html><body><iframe id="page" src="PAGE" style="width:390px;height:844px"></iframe>
<pre id="found"></pre><script>
page.onload = () => {
  const d = page.contentDocument, w = page.contentWindow, seen = {};
  seen.font = w.getComputedStyle(d.body).fontSize;
  seen.picture = d.querySelector("svg.figure") ? w.getComputedStyle(d.querySelector("svg.figure .cross")).strokeWidth : "";
  d.querySelectorAll("details").forEach((one) => { one.open = true; });
  seen.width = d.documentElement.scrollWidth;
  const reached = [...d.querySelectorAll("a, summary, [tabindex='0']")].map((one) => { one.focus(); return d.activeElement === one; });
  seen.reached = reached.length > 2 && reached.every(Boolean);
  found.textContent = JSON.stringify(seen);
};
</script></body>"""


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
@pytest.mark.parametrize("kind", ["student", "class"])
def test_a_page_on_a_phone(kind: str, deadlock: Diagram, tmp_path: Path) -> None:
    """390 pixels wide, with long and hostile texts; all that can be used is reached by keyboard; our style holds."""
    found = [result(PASSED, FAILED, OURS), result(MISSING, exercise="other"), *map(hostile, HOSTILE)]
    text = class_page(found)
    if kind == "student":
        text = student_page("x" * 200, found, pictures={("work", "ends"): figure.render(deadlock, "work-ends")})
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    (tmp_path / "probe.html").write_text(PROBE.replace("PAGE", "page.html"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files"]
    more = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    done = subprocess.run(
        [str(BROWSER), *options, *more, f"--user-data-dir={tmp_path}/profile", "--virtual-time-budget=5000",
         "--dump-dom", (tmp_path / "probe.html").as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    seen = json.loads(done.stdout.partition('<pre id="found">')[2].partition("</pre>")[0])
    assert seen["width"] <= 390
    assert seen["font"] == "15px"
    assert seen["picture"] == ("2.6px" if kind == "student" else "")
    assert seen["reached"]
