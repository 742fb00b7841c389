// A pressed button says that it works: same width, same words with "…", never disabled.
// A second press does no harm, for the form carries the key of its first sending.
const SLOW = 2000;
const FORGOTTEN = 20000; // a download never leaves the page: the button must not stay busy

const running = new Map();

function begin(button) {
  if (!button || running.has(button)) return;
  button.setAttribute("aria-busy", "true");
  const line = document.createElement("p");
  line.className = "pm-wait";
  line.setAttribute("role", "status");
  const slow = setTimeout(() => {
    line.textContent = document.body.dataset.slow || "";
    (button.closest(".pm-actions, .pm-sticky, .pm-tools") || button).after(line);
  }, SLOW);
  const forgotten = setTimeout(() => end(button), FORGOTTEN);
  running.set(button, { line, timers: [slow, forgotten] });
}

function end(button) {
  const state = running.get(button);
  if (!state) return;
  state.timers.forEach(clearTimeout);
  state.line.remove();
  button.removeAttribute("aria-busy");
  running.delete(button);
}

function buttonOf(element) {
  if (element.matches?.("button")) return element;
  return element.querySelector?.("button[type=submit], button:not([type])");
}

export function watchSubmits() {
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) begin(event.submitter || buttonOf(event.target));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const cause = event.detail.requestConfig?.triggeringEvent;
    begin(cause?.submitter || buttonOf(event.detail.elt));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    for (const button of [...running.keys()]) {
      if (!button.isConnected || event.detail.elt.contains(button) || event.detail.elt === button) end(button);
    }
  });
  // Back to a page kept by the browser: nothing is under way any more.
  addEventListener("pageshow", () => [...running.keys()].forEach(end));
}
