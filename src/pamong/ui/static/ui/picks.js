// How many rows of a list are picked, beside the button that acts on them and on the button itself.
export function countPicks(line) {
  const form = line.closest("form");
  if (!form) return;
  const buttons = [...form.querySelectorAll("[data-picked]")].map((button) => [button, button.textContent]);
  const say = (element, words) => {
    if (element.textContent !== words) element.textContent = words;
  };
  const count = () => {
    const picked = form.querySelectorAll(".pm-pick input:checked").length;
    const told = (words) => words.replace("{n}", picked.toLocaleString(document.documentElement.lang));
    say(line, picked ? told(line.dataset.picks) : "");
    for (const [button, plain] of buttons) say(button, picked ? told(button.dataset.picked) : plain);
  };
  form.addEventListener("change", count);
  window.addEventListener("pageshow", count); // a browser that goes back keeps what was picked
  count();
}
