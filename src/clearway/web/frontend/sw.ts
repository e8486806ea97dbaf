// The service worker: the report form and the inspectors' pages open without signal; what waits is sent when it is back.
import { flush } from "./outgoing";

interface Worker {
  SHELL: string[];
  VERSION: string;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: string, act: (event: Lasting & { request: Request; tag: string; respondWith(answer: Promise<Response>): void }) => void): void;
}
interface Lasting { waitUntil(done: Promise<unknown>): void }

const worker = self as unknown as Worker;
const KEPT = `clearway-${worker.VERSION}`;
const FORM = "/report/";
/** Offices' pages lie apart: signing out empties them. */
const OFFICE = "clearway-office";
const PATIENCE_MS = 4_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([...worker.SHELL, FORM])).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  const old = (name: string): boolean => name.startsWith("clearway-") && name !== KEPT && name !== OFFICE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

worker.addEventListener("sync", (event) => {
  if (event.tag === "clearway-outgoing") event.waitUntil(flush());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && /^\/accounts\/logout/.test(url.pathname)) event.waitUntil(caches.delete(OFFICE));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode !== "navigate") return;
  else if (url.pathname === FORM) event.respondWith(page(request, KEPT, FORM));
  else if (url.pathname.startsWith("/track/")) event.respondWith(fetch(request).catch(() => form()));
  else if (url.pathname.startsWith("/inspect/")) event.respondWith(page(request, OFFICE, url.pathname));
});

/** The newest where there is signal, else the one kept; a slow network is waited for a few seconds only. */
async function page(request: Request, store: string, name: string): Promise<Response> {
  const cache = await caches.open(store);
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await cache.put(name, answer.clone());
    return answer;
  });
  const old = await cache.match(name);
  if (!old) return fresh.catch(() => form());
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(old.clone()), PATIENCE_MS));
  return Promise.race([fresh.catch(() => old), late]);
}

async function form(): Promise<Response> {
  return (await caches.match(FORM)) ?? Response.error();
}

/** Files of the site: the network's, kept for when there is none. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}
