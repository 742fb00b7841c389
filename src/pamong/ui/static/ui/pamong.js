// The door of our own script. Each part looks for its marks in the page; every page works without it.
import { watchSubmits } from "./busy.js";
import { growAll } from "./grow.js";

const parts = [
  ["form[data-draft]", () => import("./drafts.js"), (module, form) => module.keepDraft(form)],
  ["[data-picks]", () => import("./picks.js"), (module, line) => module.countPicks(line)],
  ["[data-copies]", () => import("./copies.js"), (module, block) => module.watchCopies(block)],
  ["[data-unsent]", () => import("./unsent.js"), (module, note) => module.giveBack(note)],
  ["body[data-account]", () => import("./device.js"), (module, body) => module.keepOnDevice(body)],
  ["[data-device]", () => import("./device_list.js"), (module, list) => module.listDevice(list)],
  ["[data-leaving]", () => import("./leaving.js"), (module, note) => module.watchLeaving(note)],
  ["[data-grid]", () => import("./grid.js"), (module, grid) => module.watchGrid(grid)],
];

function start(root) {
  growAll(root);
  for (const [mark, load, begin] of parts) {
    const found = [...root.querySelectorAll(mark)];
    if (root.matches?.(mark)) found.push(root);
    const fresh = found.filter((element) => !element.dataset.started);
    if (!fresh.length) continue;
    for (const element of fresh) element.dataset.started = "1";
    load().then((module) => fresh.forEach((element) => begin(module, element)));
  }
}

// The bar's search, by "/" where it says so; on a phone, where it is folded, the page's own.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = !typing && document.querySelector("[aria-keyshortcuts^='/']") && "/";
  const ctrlK = event.ctrlKey || event.metaKey ? "k" : slash;
  if (event.altKey || event.key.toLowerCase() !== ctrlK) return;
  const boxes = [...document.querySelectorAll("[data-find], form[role=search] input[type=search]")];
  const box = boxes.find((one) => one.offsetParent !== null);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

watchSubmits();
start(document.documentElement);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
