// Each part of our script looks for its marks; every page works without it.
import { watchSubmits } from "./busy.js";
import { growAll } from "./grow.js";

const parts = [
  ["form[data-draft]", () => import("./drafts.js"), "keepDraft"],
  ["[data-picks]", () => import("./picks.js"), "countPicks"],
  ["[data-copies]", () => import("./copies.js"), "watchCopies"],
  ["[data-unsent]", () => import("./unsent.js"), "giveBack"],
  ["body[data-account]", () => import("./device.js"), "keepOnDevice"],
  ["[data-device]", () => import("./device_list.js"), "listDevice"],
  ["[data-leaving]", () => import("./leaving.js"), "watchLeaving"],
  ["[data-grid]", () => import("./grid.js"), "watchGrid"],
];

function start(root) {
  growAll(root);
  for (const [mark, load, begin] of parts) {
    const found = [...root.querySelectorAll(mark)];
    if (root.matches?.(mark)) found.push(root);
    const fresh = found.filter((element) => !element.dataset.taken);
    if (!fresh.length) continue;
    for (const element of fresh) element.dataset.taken = "1";
    load().then((module) => fresh.forEach((element) => {
      module[begin](element);
      element.dataset.started = "1";
    }));
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
