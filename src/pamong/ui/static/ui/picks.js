// How many rows of a list are picked, beside the button that acts on them.
export function countPicks(line) {
  const form = line.closest("form");
  if (!form) return;
  const count = () => {
    const picked = form.querySelectorAll(".pm-pick input:checked").length;
    const words = picked ? line.dataset.picks.replace("{n}", picked.toLocaleString("id")) : "";
    if (line.textContent !== words) line.textContent = words;
  };
  form.addEventListener("change", count);
  window.addEventListener("pageshow", count); // a browser that goes back keeps what was picked
  count();
}
