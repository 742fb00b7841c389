// What is typed is kept on the server while it is typed, and comes back when the page is opened again.
// While the line is cut it is kept on the device, where its owner's forms may be.
import { fieldsOf, fill, isSame } from "./draft_fields.js";
import { canKeep, drop, get, put } from "./kept.js";

const PAUSE = 2000;
const AGAIN = 15000;

export function keepDraft(form) {
  return new Keeper(form).start();
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.url = `/drafts/${encodeURIComponent(form.dataset.draft)}`;
    this.status = placed(form);
    this.token = form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
    this.id = form.dataset.draft;
    this.account = document.body.dataset.offline && canKeep() ? document.body.dataset.account : "";
    this.base = ""; // when the draft that the server has was saved
    this.timer = 0;
    this.isSent = false;
    this.isFilling = false;
    this.request = null;
  }

  async start() {
    this.given = fieldsOf(this.form);
    this.kept = JSON.stringify(this.given);
    this.form.addEventListener("input", () => this.later(PAUSE));
    this.form.addEventListener("change", () => this.later(PAUSE));
    this.form.addEventListener("submit", (event) => event.defaultPrevented || this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("online", () => this.later(0));
    addEventListener("pageshow", () => this.goOn());
    const isTyped = [...this.form.elements].some((one) => /^text/.test(one.type) && one.value !== one.defaultValue);
    if (!isTyped && !hasErrors(this.form)) await this.restore();
  }

  later(pause) {
    if (this.isFilling || this.isSent) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The form did not leave after all.
  goOn() {
    if (!this.isSent) return;
    this.isSent = false;
    this.later(PAUSE);
  }

  stop() {
    this.isSent = true;
    this.dropHere();
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async save(isLeaving = false) {
    const fields = fieldsOf(this.form);
    const text = JSON.stringify(fields);
    if (this.isSent || text === this.kept) return;
    clearTimeout(this.timer);
    this.request = new AbortController();
    const answer = await this.ask("POST", JSON.stringify({ fields }), isLeaving);
    if (answer === null || this.isSent) return;
    if (!answer) {
      const isHere = await this.keepHere(fields);
      this.say(isHere ? "draftHere" : "draftFailed");
      this.later(AGAIN);
      return;
    }
    this.base = answer.saved_at;
    this.kept = text;
    this.dropHere();
    this.say("draftSaved", answer);
  }

  // The answer as data; false when it did not come, null when we gave up waiting for it ourselves.
  async ask(method, body, keepalive = false) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.token };
    if (body) headers["Content-Type"] = "application/json";
    const signal = method === "POST" ? this.request.signal : undefined;
    try {
      const answer = await fetch(this.url, { method, headers, body, keepalive, signal, redirect: "error" });
      if (answer.status === 204) return {};
      return answer.ok ? await answer.json() : false;
    } catch (error) {
      return error.name === "AbortError" ? null : false;
    }
  }

  async restore() {
    const standing = await this.ask("GET");
    this.base = standing?.saved_at || "";
    const here = this.account && (await get("drafts", this.account, this.id));
    const draft = here || standing;
    if (!draft || !draft.fields || isSame(draft.fields, this.given)) return;
    if (this.kept !== JSON.stringify(fieldsOf(this.form))) return; // already typing: that is newer
    this.put(draft.fields);
    this.kept = JSON.stringify(fieldsOf(this.form));
    this.offer(draft);
  }

  put(fields) {
    this.isFilling = true;
    fill(this.form, fields);
    this.isFilling = false;
  }

  offer(draft) {
    const words = document.body.dataset;
    const note = document.createElement("div");
    note.className = "pm-note pm-draft";
    note.setAttribute("role", "status");
    const line = document.createElement("p");
    line.textContent = draft.url ? words.draftFoundHere : said(words.draftFound, draft);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-outline-primary";
    drop.textContent = words.draftDrop;
    drop.addEventListener("click", () => this.drop(note));
    note.append(line, drop);
    this.form.prepend(note);
  }

  async drop(note) {
    this.request?.abort();
    clearTimeout(this.timer);
    this.dropHere();
    if ((await this.ask("DELETE")) === false) return this.say("draftFailed");
    this.put(this.given);
    this.kept = JSON.stringify(this.given);
    note.remove();
    this.say("draftDropped");
    this.form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  async keepHere(fields) {
    if (!this.account || this.isSent) return false;
    const { id, url, base } = this;
    await put("drafts", this.account, { id, url, base, fields });
    return true;
  }

  dropHere() {
    if (this.account) drop("drafts", this.account, this.id);
  }

  say(name, draft) {
    if (this.status) this.status.textContent = said(document.body.dataset[name], draft);
  }
}

// After an error the page holds what was just typed: newer than any draft.
function hasErrors(form) {
  if (form.querySelector("[aria-invalid=true]")) return true;
  const links = [...document.querySelectorAll(".pm-errors a")];
  if (!links.length) return Boolean(document.querySelector(".pm-errors"));
  return links.some((link) => form.contains(document.getElementById(decodeURIComponent(link.hash.slice(1)))));
}

// Beside the button that saves, where there is one.
function placed(form) {
  const status = form.querySelector("[data-draft-status]");
  const rows = form.querySelectorAll(".pm-actions");
  if (status && rows.length) rows[rows.length - 1].append(status);
  return status;
}

// Day and time are the office's, as the server tells them.
function said(words = "", draft = {}) {
  return words.replace("{time}", draft.saved_time || "").replace("{day}", draft.saved_day || "");
}
