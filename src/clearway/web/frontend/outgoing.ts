// Sends what waits, in order, from a page or from the service worker. The key of each makes sending again harmless.
import { type Outgoing, allOutgoing, keep } from "./keep";

const CHANGED = "clearway-outgoing";

/** Called on every change of what waits, in every page. */
export function onChange(redraw: () => void): void {
  new BroadcastChannel(CHANGED).addEventListener("message", redraw);
}

export function tellChange(): void {
  const channel = new BroadcastChannel(CHANGED);
  channel.postMessage(null);
  channel.close();
}

let running: Promise<void> | null = null;

/** Send everything that waits; one sender at a time in a browser, where it can say so. */
export function flush(): Promise<void> {
  running ??= (navigator.locks ? navigator.locks.request(CHANGED, sendAll) : sendAll()).finally(() => { running = null; });
  return running;
}

async function sendAll(): Promise<void> {
  for (const one of await allOutgoing()) {
    if (one.state !== "waiting") continue;
    if (!(await sendOne(one))) return;
  }
}

/** False: the site cannot be reached, or has no time now; try the rest later. */
async function sendOne(one: Outgoing): Promise<boolean> {
  let answer: Response;
  try {
    answer = await post(one);
  } catch {
    return false;
  }
  if (answer.status === 429 || answer.status >= 500) return false;
  const said = await told(answer);
  if (answer.ok && said) Object.assign(one, { state: "sent", number: said.number, follow: said.follow, photos: [], fields: {} });
  else if (said?.errors) Object.assign(one, { state: "refused", told: said.errors.map((error) => error.text) });
  else return false;
  one.tries += 1;
  await keep("outgoing", one);
  tellChange();
  return true;
}

interface Said {
  number?: string;
  follow?: string;
  errors?: { text: string; field: string }[];
}

async function told(answer: Response): Promise<Said | null> {
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return null;
  return (await answer.json()) as Said;
}

async function post(one: Outgoing): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(one.fields)) body.append(name, value);
  one.photos.forEach((photo, index) => body.append(one.names?.[index] ?? "photos", photo, `${index}.jpg`));
  body.set("key", one.id);
  return fetch(one.to, { method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": await formToken(), Accept: "application/json" } });
}

/** The form's own token, fresh: the one on a page kept for days may be of a cookie that is gone. */
export async function formToken(): Promise<string> {
  const page = await fetch("/report/", { credentials: "same-origin", cache: "no-store" });
  const found = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await page.text());
  if (!page.ok || !found) throw new Error("no form");
  return found[1]!;
}
