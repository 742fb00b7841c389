// What was sent after the session had ended goes back into its form, where the page has all of its fields.
import { fill } from "./draft_fields.js";

export function giveBack(note) {
  const held = note.querySelector("form");
  const form = [...document.querySelectorAll("main form[method=post]")].find(
    (one) => !note.contains(one) && one.action === held.action,
  );
  if (!form) return;
  const fields = {};
  for (const { name, value } of held.querySelectorAll("input[type=hidden]")) (fields[name] ??= []).push(value);
  const typed = Object.keys(fields).filter((name) => !name.startsWith("_") && name !== "csrfmiddlewaretoken");
  if (!typed.length || !typed.every((name) => form.elements[name])) return;
  fill(form, fields);
  note.querySelector("[role=status]").textContent = note.dataset.unsent;
  held.hidden = true;
}
