// The door of our own script. Each part looks for its marks in the page; every page works without it.
import { watchSubmits } from "./busy.js";
import { growAll } from "./grow.js";

const parts = [
  ["form[data-draft]", () => import("./drafts.js"), (module, form) => module.keepDraft(form)],
  ["[data-picks]", () => import("./picks.js"), (module, line) => module.countPicks(line)],
  ["[data-copies]", () => import("./copies.js"), (module, block) => module.watchCopies(block)],
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

watchSubmits();
start(document.documentElement);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
