// One more line under the last of a form of lines, where the server cannot be asked for it.
export function addLine(form) {
  const lines = form.querySelectorAll(".pm-line");
  const last = lines[lines.length - 1];
  const number = lines.length;
  const fresh = last.cloneNode(true);
  const renumber = (text) => text.replace(/_\d+\b/g, `_${number}`);
  for (const part of fresh.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, renumber(part.getAttribute(name)));
    }
    if (part.matches("input, textarea, select")) part.value = "";
    part.removeAttribute("aria-invalid");
  }
  fresh.querySelectorAll(".pm-error, .pm-read, a, [name=remove]").forEach((part) => part.remove());
  fresh.querySelectorAll(".is-wrong").forEach((part) => part.classList.remove("is-wrong"));
  const title = fresh.querySelector("h3");
  if (title) title.textContent = title.textContent.replace(/\d+/, number + 1);
  last.after(fresh);
  const count = form.elements.count;
  if (count) count.value = number + 1;
  fresh.querySelector("textarea")?.focus();
}
