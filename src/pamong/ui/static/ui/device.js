// Keeps a person's own forms on the device: says when the line is cut, sends when it is back, says what came of it.
import { all, canKeep, wipe } from "./kept.js";
import { isWaiting, sendAll } from "./queue.js";

const FIRST_WAIT = 5000;
const LONGEST_WAIT = 300000;

export async function keepOnDevice(body) {
  if (!canKeep()) return;
  const { account, offline } = body.dataset;
  if (!offline) return turnOff(account);
  new Device(account, offline).start();
}

// Turned off by the office: what waits is sent, then nothing stays.
async function turnOff(account) {
  const held = await navigator.serviceWorker.getRegistration();
  if (!held) return;
  await sendAll(account);
  if ((await all("queue", account)).some(isWaiting)) return;
  await wipe();
  await held.unregister();
}

class Device {
  constructor(account, page) {
    this.account = account;
    this.page = page;
    this.wait = FIRST_WAIT;
    this.words = document.body.dataset;
    this.isList = location.pathname === page;
    this.lines = new Map();
    this.timer = 0;
  }

  start() {
    document.addEventListener("submit", (event) => onlySaving(event), true);
    navigator.serviceWorker.addEventListener("message", (event) => this.hear(event.data));
    addEventListener("online", () => this.send());
    addEventListener("pageshow", (event) => event.persisted && this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
    if (this.words.copyAt && !this.isList) this.say("copy", this.words.stale.replace("{at}", saidAt(this.words.copyAt)));
    this.register();
    this.send();
  }

  async register() {
    try {
      await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
      const held = await navigator.serviceWorker.ready;
      if (!(await caches.match(this.page))) held.active.postMessage({ keep: this.page });
      if (document.querySelector("[name=_offline]") && !(await caches.match(location.href))) {
        held.active.postMessage({ keep: location.href }); // opened before there was a worker
      }
    } catch {
      // Without a line, or where the browser forbids it, what is kept already stays as it is.
    }
  }

  async send() {
    clearTimeout(this.timer);
    const done = await sendAll(this.account);
    if (done?.sent.length) this.say("sent", this.words.sent.replace("{what}", done.sent.join("; ")));
    await this.tellWaiting();
    document.dispatchEvent(new CustomEvent("pamong:device"));
    if (!done || done.isCut) {
      this.timer = setTimeout(() => this.send(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    } else {
      this.wait = FIRST_WAIT;
    }
  }

  async tellWaiting() {
    if (this.isList) return; // it lists them itself
    const items = await all("queue", this.account);
    const waiting = items.filter(isWaiting).length;
    const refused = items.length - waiting;
    this.say("waits", waiting && this.words.waits.replace("{n}", waiting), this.page);
    this.say("refused", refused && this.words.refused.replace("{n}", refused), this.page);
  }

  hear(told) {
    if (told.kind === "kept") this.later();
    if (told.url !== location.href.split("#")[0]) return;
    dispatchEvent(new Event("pageshow")); // the page stays: its buttons are free again
    if (told.kind !== "cut") return;
    const form = told.isLine && document.querySelector("form .pm-line")?.closest("form");
    if (!form) return this.say("cut", this.words.cut);
    this.say("cut", this.words.longer);
    import("./lines.js").then((module) => module.addLine(form));
  }

  later() {
    this.tellWaiting();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.wait);
  }

  // One line for each kind of news, at the top of the page; nothing takes the line away.
  say(kind, words, link) {
    const held = this.lines.get(kind);
    if (!words) {
      held?.remove();
      this.lines.delete(kind);
      return;
    }
    const line = held || element("div");
    line.className = kind === "refused" || kind === "cut" ? "pm-note is-turn" : "pm-note";
    line.setAttribute("role", "status");
    const text = element("p", words);
    if (link) text.append(" ", Object.assign(element("a", this.words.see), { href: link }));
    if (!held) document.querySelector("main").prepend(line);
    line.replaceChildren(text);
    this.lines.set(kind, line);
    if (kind === "cut") line.scrollIntoView({ block: "nearest" });
  }
}

// Only the button that saves may wait on the device; one that changes the form needs the server.
function onlySaving(event) {
  const field = event.target.elements?._offline;
  if (field) field.disabled = Boolean(event.submitter?.name);
}

export function saidAt(instant) {
  return new Date(instant).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
}

export function element(name, text = "", look = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}
