// Sends what waits on this device: each once, under its own account, with the answer kept where it was refused.
import { all, drop, put } from "./kept.js";

const DAY = 86400000;
const REMEMBERED = 6 * DAY; // the server knows the key of a form for seven days
const PASSING = new Set([408, 425, 429]);

export const isOld = (item) => Date.now() - Date.parse(item.typedAt) > REMEMBERED;
export const isWaiting = (item) => !item.refused && !isOld(item);

// One tab sends at a time; another one that asks meanwhile leaves it to the first.
export function sendAll(account) {
  if (!navigator.locks) return sendEach(account);
  return navigator.locks.request("pamong-queue", { ifAvailable: true }, (lock) => (lock ? sendEach(account) : null));
}

export async function tokenFor(account) {
  const answer = await fetch("/device", { cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error("down");
  const told = await answer.json();
  return told.account === account ? told.token : null;
}

async function sendEach(account) {
  const done = { sent: [], isSignedOut: false, isCut: false };
  try {
    const waiting = (await all("queue", account)).filter(isWaiting);
    const drafts = await all("drafts", account);
    if (!waiting.length && !drafts.length) return done;
    const token = await tokenFor(account);
    if (!token) return { ...done, isSignedOut: true };
    for (const item of waiting) if (await sendOne(account, item, token)) done.sent.push(item.title);
    for (const draft of drafts) await sendDraft(account, draft, token);
  } catch {
    done.isCut = true; // the line, or the server: later again
  }
  return done;
}

async function sendOne(account, item, token) {
  const body = new URLSearchParams(item.fields);
  body.set("csrfmiddlewaretoken", token);
  const headers = { "HX-Request": "true", "Pamong-Typed-At": item.typedAt };
  const answer = await fetch(item.url, { method: "POST", body, headers, redirect: "manual" });
  if (answer.ok && answer.headers.has("Pamong-Sent")) {
    await drop("queue", account, item.id);
    return true;
  }
  const isPassing = answer.type === "opaqueredirect" || answer.status >= 500 || PASSING.has(answer.status);
  if (isPassing) throw new Error("later");
  const reasons = reasonsIn(await answer.text());
  await put("queue", account, { ...item, refused: answer.status, reasons });
  return false;
}

function reasonsIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const lines = [...page.querySelectorAll(".pm-errors li")];
  const found = lines.length ? lines : [...page.querySelectorAll(".pm-lead, h1")].slice(0, 1);
  return found.map((line) => line.textContent.trim());
}

// A draft goes up unless a newer one was written elsewhere; that one stands, and this one waits for its form.
async function sendDraft(account, draft, token) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token };
  const standing = await fetch(draft.url, { headers, redirect: "error" });
  if (standing.status === 200 && (await standing.json()).saved_at !== draft.base) return;
  const body = JSON.stringify({ fields: draft.fields });
  const answer = await fetch(draft.url, { method: "POST", headers, body, redirect: "error" });
  if (answer.status < 500) await drop("drafts", account, draft.id);
}

// Opens a form with what was typed, as pressing its button would: a fresh key against forgery, the same key of its own.
export async function openAgain(account, item) {
  const token = await tokenFor(account);
  if (!token) return false;
  const form = Object.assign(document.createElement("form"), { method: "post", action: item.url, hidden: true });
  for (const [name, value] of [...item.fields, ["csrfmiddlewaretoken", token]]) {
    form.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
  return true;
}
