"""The page in a real browser, if there is one: the keys, the links, the narrow window."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from procession.picture import page
from procession.picture.diagram import Diagram

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PROBE = """<!DOCTYPE html><body><iframe id="page" src="page.html" style="width:390px;height:844px"></iframe>
<pre id="found"></pre><script>
page.onload = () => {
  const d = page.contentDocument, w = page.contentWindow, seen = {};
  const key = (name) => {
    d.activeElement.dispatchEvent(new w.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
    const row = d.querySelector(".row.current"), at = d.querySelector(".code .at");
    return [row.dataset.key, d.activeElement === row, d.querySelector(".now .words").textContent, at && at.dataset.n];
  };
  seen.width = d.documentElement.scrollWidth;
  d.querySelector(".row").focus();
  seen.down = key("ArrowDown");
  seen.end = key("End");
  seen.home = key("Home");
  d.querySelector("#row-2 a").click();
  seen.link = key("Shift");
  found.textContent = JSON.stringify(seen);
};
</script></body>"""


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_the_page_works_with_the_keyboard_and_in_a_narrow_window(deadlock: Diagram, tmp_path: Path) -> None:
    """Each key goes to a step, which is focused, told in words and shown in the source."""
    (tmp_path / "page.html").write_text(page.render(deadlock), encoding="utf-8")
    (tmp_path / "probe.html").write_text(PROBE, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--allow-file-access-from-files"]
    more = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    done = subprocess.run(
        [str(BROWSER), *options, *more, f"--user-data-dir={tmp_path}/profile", "--virtual-time-budget=5000",
         "--dump-dom", (tmp_path / "probe.html").as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    seen = json.loads(
        done.stdout.partition('<pre id="found">')[2].partition("</pre>")[0].replace("&lt;", "<").replace("&gt;", ">")
    )
    assert seen["width"] <= 390
    assert seen["down"][:2] == ["1", True]
    assert seen["end"] == ["end1", True, deadlock.places[1].words, str(deadlock.places[1].line)]
    assert seen["home"][:3] == ["0", True, "main imports the module"]
    assert seen["link"][:3] == ["2", True, "main starts <b>other</b>"]
    assert seen["link"][3] == str(deadlock.marks[2].line)
