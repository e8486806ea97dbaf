/// <reference lib="webworker" />
// The gate page without a network: its own files are kept whole at the first load, what changes is asked for first and
// taken from the last copy when there is no answer. No request of a scan exists, so none can be kept.
const worker = self as unknown as ServiceWorkerGlobalScope;
const STORE = "clearway-gate-1";
const OWN = [
  "/gate/", "/static/built/gate.js", "/static/built/gate.css", "/static/built/zxing_reader.wasm",
  "/static/clearway/mark.svg", "/gate/data.json", "/gate/manifest.json",
];
const PATIENCE_MS = 2_500;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(OWN)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("clearway-gate-") && name !== STORE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== worker.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(keptFirst(event));
  else if (/^\/(gate\/|passes\/status\/)/.test(address.pathname)) event.respondWith(askedFirst(event.request));
});

// A file of ours: the copy at once, and a fresh one for the next time.
async function keptFirst(event: FetchEvent): Promise<Response> {
  const known = await caches.match(event.request, { ignoreSearch: true });
  const fresh = fetch(event.request).then((answer) => keep(event.request, answer));
  if (!known) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return known;
}

async function askedFirst(request: Request): Promise<Response> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const asked = fetch(request).then((answer) => keep(request, answer)).catch(() => null);
  const answer = await Promise.race([asked, late]);
  if (answer) return answer;
  return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? (await asked) ?? Response.error();
}

async function keep(request: Request, answer: Response): Promise<Response> {
  if (answer.ok) await (await caches.open(STORE)).put(request, answer.clone());
  return answer;
}
