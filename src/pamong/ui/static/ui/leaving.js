// Before signing out, and before somebody signs in: what waits on this device, and that it goes.
import { canKeep, countAll, wipe } from "./kept.js";

export async function watchLeaving(note) {
  if (!canKeep()) return;
  const form = note.dataset.wipes && note.closest("form");
  if (form) form.addEventListener("submit", (event) => leave(event, form));
  const count = await countAll();
  if (!count) return;
  note.querySelector("[data-count]").textContent = count;
  note.hidden = false;
}

async function leave(event, form) {
  event.preventDefault();
  await wipe().catch(() => null); // the answer of the server takes it away as well
  HTMLFormElement.prototype.submit.call(form);
}
