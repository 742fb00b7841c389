// The service worker: keeps our files and one person's own forms, and what was sent while the line was cut.
// Before this line the server writes PAMONG: version, files, page (the address of what waits).
const FILES = `pamong-files-${PAMONG.version}`;
const PAGES = `pamong-pages-${PAMONG.version}-`;
const QUEUE = "pamong-queue-";
const OWNER = "pamong-owner";
const OWNED = ["pamong-pages-", "pamong-queue-", "pamong-drafts-"];
const MOST_PAGES = 12;
const RENEWED = 4;
const DAYS_KEPT = 14;
const DAY = 86400000;
const PATIENCE = { page: 10000, form: 30000 }; // a line that is up and carries nothing counts as cut
const DOWN = new Set([502, 503, 504]); // the server is being started again

self.addEventListener("install", (event) => {
  const files = caches.open(FILES).then((cache) => cache.addAll(PAMONG.files));
  event.waitUntil(files.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(replace().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && PAMONG.files.includes(url.pathname)) event.respondWith(file(request));
  } else if (request.method === "GET") {
    event.respondWith(open(event));
  } else if (request.method === "POST") {
    event.respondWith(send(request));
  }
});

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(renew(event.data.keep));
});

// A new version: its own files, the pages read last anew, and nothing of the old one.
async function replace() {
  const isOld = (name) => /^pamong-(files|pages)-/.test(name) && !name.startsWith(`pamong-files-${PAMONG.version}`)
    && !name.startsWith(PAGES);
  for (const name of (await caches.keys()).filter(isOld)) {
    if (name.startsWith("pamong-pages-")) {
      const kept = (await (await caches.open(name)).keys()).slice(-RENEWED);
      for (const request of kept) await renew(request.url);
    }
    await caches.delete(name);
  }
}

async function renew(url) {
  try {
    const headers = { "Pamong-Renew": "1" }; // nobody reads this answer, so it takes no news away
    await keep(url, await fetch(url, { credentials: "include", redirect: "error", headers }));
  } catch {
    // Without a line nothing is renewed.
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: FILES })) || fetch(request);
}

// ---- pages ----

async function open(event) {
  const { url } = event.request;
  const kept = await keptPage(url);
  try {
    const answer = await patient(fetch(event.request), kept && PATIENCE.page);
    if (kept && DOWN.has(answer.status)) return kept;
    event.waitUntil(keep(url, answer.headers.has("Pamong-Keep") ? answer.clone() : answer));
    return answer;
  } catch {
    return kept || (await keptPage(new URL(PAMONG.page, location).href)) || Response.error();
  }
}

function patient(answer, time) {
  if (!time) return answer;
  return Promise.race([answer, new Promise((_done, fail) => setTimeout(fail, time, new Error("slow")))]);
}

async function keptPage(url) {
  const owner = await ownerNow();
  const kept = owner && (await caches.match(url, { cacheName: PAGES + owner }));
  return kept && !isOver(kept) ? kept : undefined;
}

const isOver = (answer) => Date.now() - Date.parse(answer.headers.get("Date")) > DAYS_KEPT * DAY;

// Every page says whose it is; only pages that say so are kept, with the instant they are from.
async function keep(url, answer) {
  const account = answer.headers.get("Pamong-Account");
  if (!account) return;
  await belongTo(account);
  if (!answer.ok || !answer.headers.has("Pamong-Keep")) return;
  const at = answer.headers.get("Date") || new Date().toUTCString();
  const headers = new Headers(answer.headers);
  ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
  headers.set("Date", at);
  const text = (await answer.text()).replace("<body", `<body data-copy-at="${new Date(at).toISOString()}"`);
  const cache = await caches.open(PAGES + account);
  await cache.delete(url);
  await cache.put(url, new Response(text, { headers }));
  await thin(cache);
}

async function thin(cache) {
  const keys = (await cache.keys()).filter((one) => new URL(one.url).pathname !== PAMONG.page);
  const surplus = keys.slice(0, -MOST_PAGES);
  for (const key of keys) {
    if (surplus.includes(key) || isOver(await cache.match(key))) await cache.delete(key);
  }
}

// ---- whose device it is: one account's at a time ----

async function ownerNow() {
  const told = await caches.match("/-/owner", { cacheName: OWNER });
  return told ? told.text() : "";
}

async function belongTo(account) {
  if ((await ownerNow()) === account) return;
  const isOthers = (name) => OWNED.some((one) => name.startsWith(one)) && !name.endsWith(account);
  await Promise.all((await caches.keys()).filter(isOthers).map((name) => caches.delete(name)));
  await (await caches.open(OWNER)).put("/-/owner", new Response(account));
}

// ---- forms ----

async function send(request) {
  const kind = request.headers.get("Content-Type") || "";
  const isPlain = kind.startsWith("application/x-www-form-urlencoded");
  const fields = isPlain ? new URLSearchParams(await request.clone().text()) : new URLSearchParams();
  const item = itemOf(request, fields);
  try {
    const answer = await patient(fetch(request), item && PATIENCE.form);
    if (!DOWN.has(answer.status)) {
      if (item) await forget(item);
      return answer;
    }
  } catch {
    // As if it had never left: the key of the form makes a second sending harmless.
  }
  const isKept = item && item.account === (await ownerNow());
  if (isKept) await put(item);
  await tell({ kind: isKept ? "kept" : "cut", url: request.referrer, isLine: fields.has("line") });
  const page = isKept && (await keptPage(new URL(PAMONG.page, location).href));
  return page ? Response.redirect(PAMONG.page, 303) : new Response(null, { status: 204 });
}

// What a form says of itself: its title for waiting, and its key, which ends with its owner's mark.
function itemOf(request, fields) {
  const title = fields.get("_offline");
  const key = fields.get("_once") || "";
  if (!title || key.length < 64) return null;
  fields.delete("csrfmiddlewaretoken");
  const content = [...fields];
  const { pathname, search } = new URL(request.url);
  const id = `${key.slice(0, 32)}-${digest(JSON.stringify([pathname, content]))}`;
  const typed = { typedAt: new Date().toISOString(), page: request.referrer };
  return { id, account: key.slice(32), url: pathname + search, title, fields: content, ...typed };
}

// Tells one content from another under the same key; no secret hangs on it.
const digest = (text) => [...text].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) | 0, 7) >>> 0;

const addressOf = (item) => `/-/queue/${item.id}`;

async function put(item) {
  const cache = await caches.open(QUEUE + item.account);
  if (await cache.match(addressOf(item))) return; // pressed twice
  await cache.put(addressOf(item), new Response(JSON.stringify(item)));
}

async function forget(item) {
  await (await caches.open(QUEUE + item.account)).delete(addressOf(item));
}

async function tell(what) {
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage(what);
}
