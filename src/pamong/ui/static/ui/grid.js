// The matrix as a grid: Tab goes by row as it stands in the page, Ctrl and an arrow to the neighbour,
// Enter is a new line; a cell that differs from what was saved keeps a mark.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function watchGrid(grid) {
  const cells = [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("textarea")]);
  grid.addEventListener("keydown", (event) => {
    const step = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && STEPS[event.key];
    if (step && move(cells, event.target, step)) event.preventDefault();
  });
  grid.addEventListener("input", () => mark(grid, cells));
  mark(grid, cells);
}

function move(cells, from, [down, right]) {
  const row = cells.findIndex((line) => line.includes(from));
  if (row < 0) return false;
  const column = cells[row].indexOf(from);
  const target = cells[row + down]?.[column + right];
  if (!target) return true; // at the edge: stay, and do not jump by a word either
  target.focus();
  target.setSelectionRange(target.value.length, target.value.length);
  return true;
}

function mark(grid, cells) {
  let changed = 0;
  for (const cell of cells.flat()) {
    const isNew = cell.value !== cell.defaultValue;
    cell.closest("td").classList.toggle("is-new", isNew);
    changed += isNew ? 1 : 0;
  }
  const line = grid.closest("form")?.querySelector("[data-grid-status]");
  if (line) line.textContent = changed ? grid.dataset.changed.replace("{n}", changed) : "";
}
