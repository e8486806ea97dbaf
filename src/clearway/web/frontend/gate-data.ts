// What a gate knows: the trust list (never an older one than it has seen), gates with their ways out, status lists.
// Everything was fetched through the service worker, which gives the last copy when there is no network.
import { type StatusList, readStatus } from "./gate-status";
import { type Jwk, type Trust, fromBase64, keyOfJwk, readTrust } from "./gate-trust";

export interface GateHere {
  number: number;
  zh: string;
  en: string;
  approval: string;
  starts: number;
  ends: number;
  phone: string;
  nearest: { metres: number; minutes: number; bearing: number; line: [number, number][] } | null;
}

interface Told {
  iss: string;
  root: Jwk | null;
  trust: string;
  lists: number[];
  gates: GateHere[];
}

export interface Known {
  iss: string;
  trust: Trust;
  gates: GateHere[];
  lists: Map<string, StatusList>;
}

const [NEWEST, ROOT] = ["clearway-gate-trust", "clearway-gate-root"];

// Null where nothing was ever fetched, or what was fetched does not hold.
export async function load(now: number): Promise<Known | null> {
  const told = await fetched<Told>("/gate/data.json");
  const root = told && pinned(told);
  if (!told || !root) return null;
  document.body.dataset.root = JSON.stringify(root);
  const trust = await readTrust(fromBase64(told.trust), await keyOfJwk(root));
  const newest = Number(localStorage.getItem(NEWEST!) ?? 0);
  if (Number(trust.version) < newest) return null;
  localStorage.setItem(NEWEST!, String(trust.version));
  return { iss: told.iss, trust, gates: told.gates, lists: await statusLists(told, trust, now) };
}

// The root is kept from the first time on: a list signed by another is not believed.
function pinned(told: Told): Jwk | null {
  const kept = localStorage.getItem(ROOT!);
  if (kept) return JSON.parse(kept) as Jwk;
  if (told.root) localStorage.setItem(ROOT!, JSON.stringify(told.root));
  return told.root;
}

async function statusLists(told: Told, trust: Trust, now: number): Promise<Map<string, StatusList>> {
  const found = new Map<string, StatusList>();
  for (const number of told.lists) {
    const headers = { Accept: "application/statuslist+cwt" };
    const answer = await fetch(`/passes/status/${number}`, { headers, credentials: "omit" }).catch(() => null);
    if (!answer?.ok) continue;
    const token = new Uint8Array(await answer.arrayBuffer());
    const list = await readStatus(token, trust, `${trust.base}${number}`, now).catch(() => null);
    if (list) found.set(`${told.iss}/${number}`, list);
  }
  return found;
}

export async function fetched<T>(address: string): Promise<T | null> {
  const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as T) : null;
}
