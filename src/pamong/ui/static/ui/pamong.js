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

// The search of the bar by "/" or Ctrl+K; on a phone, where it is folded away, by the page's own field.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
  const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!slash && !ctrlK) return;
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
