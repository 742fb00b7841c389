// What this device keeps for one account, in the browser's caches: forms that wait, and drafts.
const KINDS = ["pamong-pages-", "pamong-queue-", "pamong-drafts-", "pamong-owner"];

const storeOf = (kind, account) => caches.open(`pamong-${kind}-${account}`);
const addressOf = (kind, id) => `/-/${kind}/${encodeURIComponent(id)}`;

export const canKeep = () => "serviceWorker" in navigator && "caches" in window;

// In the order in which they were put there.
export async function all(kind, account) {
  const store = await storeOf(kind, account);
  const found = await Promise.all((await store.keys()).map((key) => store.match(key)));
  return Promise.all(found.filter(Boolean).map((answer) => answer.json()));
}

export async function put(kind, account, item) {
  await (await storeOf(kind, account)).put(addressOf(kind, item.id), new Response(JSON.stringify(item)));
}

export async function get(kind, account, id) {
  const found = await (await storeOf(kind, account)).match(addressOf(kind, id));
  return found ? found.json() : null;
}

export async function drop(kind, account, id) {
  await (await storeOf(kind, account)).delete(addressOf(kind, id));
}

// How many forms wait here, of whichever account: for who has not signed in yet, or is about to leave.
export async function countAll() {
  let count = 0;
  for (const name of await caches.keys()) {
    if (name.startsWith("pamong-queue-")) count += (await (await caches.open(name)).keys()).length;
  }
  return count;
}

export async function wipe() {
  const names = (await caches.keys()).filter((name) => KINDS.some((kind) => name.startsWith(kind)));
  await Promise.all(names.map((name) => caches.delete(name)));
}

// The address of each kept page with the words of its title.
export async function keptPages(account) {
  const pages = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("pamong-pages-") || !name.endsWith(account)) continue;
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const answer = await cache.match(key);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      pages.push({ url: key.url, title: page.querySelector("h1")?.textContent.trim(), lead: page.querySelector(".pm-lead"), at: page.body.dataset.copyAt });
    }
  }
  return pages.reverse();
}
