// The page of what this device keeps: what waits, what came back with its reason, which pages open without a line.
import { all, canKeep, drop, keptPages } from "./kept.js";
import { isOld, isWaiting, openAgain } from "./queue.js";
import { element, saidAt } from "./device.js";

export function listDevice(root) {
  const { account, offline } = document.body.dataset;
  if (!canKeep() || !offline) return;
  const draw = () => new List(root, account).draw();
  document.addEventListener("pamong:device", draw);
  draw();
}

class List {
  constructor(root, account) {
    this.root = root;
    this.words = root.dataset;
    this.account = account;
  }

  async draw() {
    const items = await all("queue", this.account);
    const waiting = items.filter(isWaiting);
    const refused = items.filter((item) => !isWaiting(item));
    const said = this.root.querySelector("[data-device-said]");
    said.parentElement.hidden = !waiting.length;
    said.textContent = this.words.one;
    this.fill("[data-device-waiting]", waiting.map((item) => this.itemOf(item)));
    this.fill("[data-device-refused] ul", refused.map((item) => this.itemOf(item)));
    this.root.querySelector("[data-device-refused]").hidden = !refused.length;
    const pages = (await keptPages(this.account)).filter((page) => new URL(page.url).pathname !== location.pathname);
    this.fill("[data-device-pages]", pages.map((page) => this.pageOf(page)));
  }

  // An empty list says so in the words that came with the page.
  fill(place, lines) {
    const list = this.root.querySelector(place);
    list.plain ??= [...list.children];
    list.replaceChildren(...(lines.length ? lines : list.plain));
  }

  itemOf(item) {
    const line = element("li");
    line.append(element("b", item.title), element("span", this.words.typed.replace("{at}", saidAt(item.typedAt)), "pm-sub"));
    if (item.refused) line.append(element("p", [this.words.reason, ...item.reasons].join(" ")));
    else if (isOld(item)) line.append(element("p", this.words.old));
    line.append(this.contentOf(item), this.buttonsOf(item));
    return line;
  }

  contentOf(item) {
    const typed = item.fields.filter(([name, value]) => value.trim() && !/^_|^count$|^(uuid|seen|sure|step)_/.test(name));
    const block = element("details");
    block.append(element("summary", this.words.content), ...typed.map(([, value]) => element("p", value)));
    return block;
  }

  buttonsOf(item) {
    const row = element("div", "", "pm-actions");
    const isOpenable = item.refused ? item.refused === 422 : isOld(item);
    if (isOpenable) row.append(button(this.words.again, "btn btn-primary", () => openAgain(this.account, item)));
    const dropping = button(this.words.drop, "btn btn-outline-primary", async () => {
      if (!dropping.dataset.sure) {
        dropping.dataset.sure = "1";
        dropping.textContent = this.words.surely;
        return;
      }
      await drop("queue", this.account, item.id);
      document.dispatchEvent(new CustomEvent("pamong:device"));
    });
    row.append(dropping);
    return row;
  }

  pageOf(page) {
    const line = element("li");
    const way = element("a", page.title);
    way.href = page.url;
    const lead = page.lead?.textContent.trim().split(/[.\n]/)[0];
    const at = this.words.copied.replace("{at}", saidAt(page.at));
    line.append(way, element("span", [lead, at].filter(Boolean).join(" · "), "pm-sub"));
    return line;
  }
}

function button(text, look, act) {
  const made = element("button", text, look);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
