"use strict";
// Goes from step to step: in the picture, in words (read out by a screen reader) and in the source.
const items = JSON.parse(document.getElementById("items").textContent);
const now = document.getElementById("now"), code = document.getElementById("code");
const stage = document.getElementById("stage");
let current = "";
if (innerWidth < 820) document.getElementById("signs").open = false;

function view() {
  return [...stage.querySelectorAll(".view")].find((one) => one.offsetParent !== null);
}

function rowsOf(one) {
  return [...one.querySelectorAll(".row")];
}

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function tell(key) {
  const [head, words, file, line, more] = items[key];
  const list = document.createElement("ul");
  list.append(...more.map((one) => element("li", "", one)));
  const where = file ? `, ${file}:${line}` : "";
  now.replaceChildren(element("div", "head", head + where), element("div", "words", words), list);
  now.parentElement.classList.add("on");
  if (!code) return;
  for (const one of code.querySelectorAll(".at")) one.classList.remove("at");
  const found = [...code.querySelectorAll("ol")].find((one) => one.dataset.file === file);
  const at = found && found.children[line - 1];
  if (!at) return;
  at.classList.add("at");
  code.scrollTop = at.offsetTop - code.clientHeight / 2 + at.offsetHeight / 2;
}

function show(row, focus) {
  if (!row) return;
  for (const other of stage.querySelectorAll(".row")) {
    const same = other === row;
    other.classList.toggle("current", same);
    other.setAttribute("tabindex", same ? "0" : "-1");
    if (same) other.setAttribute("aria-current", "step");
    else other.removeAttribute("aria-current");
  }
  if (current !== row.dataset.key) tell(row.dataset.key);
  current = row.dataset.key;
  if (focus) row.focus({ preventScroll: true });
  const x = Number(row.dataset.x) + 46, side = 100;
  if (x - side < stage.scrollLeft + 46 || x + side > stage.scrollLeft + stage.clientWidth) {
    stage.scrollLeft = x - stage.clientWidth / 2;
  }
  const y = Number(row.dataset.y), heads = stage.querySelector(".heads").offsetHeight;
  if (y + heads - 40 < stage.scrollTop + heads) stage.scrollTop = y - 60;
  if (y + heads + 40 > stage.scrollTop + stage.clientHeight) stage.scrollTop = y + heads + 60 - stage.clientHeight;
}

function nearest(key) {
  // The row that shows this one in the view that is seen: itself, or the one into which it is folded.
  const all = rowsOf(view()), step = parseInt(key, 10);
  return all.find((row) => row.dataset.key === key) || all.find((row) => {
    const [first, last] = row.dataset.key.split("-").map(Number);
    return first <= step && step <= (last === undefined ? first : last);
  }) || all[0];
}

function go(key) {
  // A link names one step: if it is put together with others, all are shown one by one.
  const all = document.getElementById("all");
  if (all && nearest(key).dataset.key !== key) all.checked = true;
  show(nearest(key), true);
}

function move(by, focus) {
  const all = rowsOf(view()), at = all.indexOf(nearest(current || "0"));
  const to = current === "" ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
  show(all[to], focus);
}

stage.addEventListener("click", (event) => show(event.target.closest(".row"), true));
stage.addEventListener("focusin", (event) => show(event.target.closest(".row"), false));
stage.addEventListener("keydown", (event) => {
  const ways = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };
  if (!(event.key in ways) || event.ctrlKey || event.altKey || event.metaKey) return;
  move(ways[event.key], true);
  event.preventDefault();
});
document.getElementById("back").addEventListener("click", () => move(-1, false));
document.getElementById("on").addEventListener("click", () => move(1, false));
for (const choice of document.querySelectorAll(".choice")) {
  choice.addEventListener("change", () => show(nearest(current || "0"), false));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-key]");
  if (!link) return;
  go(link.dataset.key);
  stage.scrollIntoView({ block: "nearest" });
  event.preventDefault();
});
if (location.hash.startsWith("#step-")) {
  go(location.hash.slice(6));
  stage.scrollIntoView({ block: "start" });
}
