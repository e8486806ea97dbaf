// window.clearwayVerify(text, ctx): the verifier by itself, for case files. ctx is a line of one, with the trust:
//   gate  number; now  seconds; status  {"ISS/LIST": {bitmap: base64, iat, exp}}; reset_used  default true;
//   trust  a JWKS (object or JSON text), or the signed list (Uint8Array, base64 or base64url text) with
//   root   the JWK of the root that signed it (on the gate page: the page's own root, unless one is given).
// Answers {verdict, code}. Its used set lives in memory: the gate's own is never touched.
import { fromHex } from "./gate-cose";
import { type Code, Refused } from "./gate-refused";
import { type Entry, type StatusList, entry, readStatus } from "./gate-status";
import { type Jwk, type Trust, fromBase64, keyOfJwk, readTrust, trustOfJwks } from "./gate-trust";
import { type Answer, type Used, verify } from "./gate-verify";

interface CaseStatus {
  bitmap: string;
  iat: number;
  exp: number;
}

export interface Context {
  gate: number;
  now: number;
  trust: Jwk | string | Uint8Array;
  root?: Jwk;
  status?: Record<string, CaseStatus>;
  reset_used?: boolean;
}

class UsedInMemory implements Used {
  private counts = new Map<string, number>();

  async take(cti: Uint8Array, uses: number | bigint): Promise<boolean> {
    const made = this.counts.get(String(cti)) ?? 0;
    if (made >= uses) return false;
    this.counts.set(String(cti), made + 1);
    return true;
  }
}

let used = new UsedInMemory();
const read = new Map<string, Promise<Trust>>();

export async function clearwayVerify(text: unknown, ctx: Context): Promise<{ verdict: Answer; code: Code }> {
  if (ctx.reset_used ?? true) used = new UsedInMemory();
  const trust = await trustOf(ctx);
  if (typeof text !== "string" || !Number.isInteger(ctx.gate) || !Number.isFinite(ctx.now)) {
    return { verdict: "reject", code: "malformed" };
  }
  const lists = (iss: string, list: string): StatusList | undefined => listOf(ctx.status?.[`${iss}/${list}`]);
  const { verdict, code } = await verify(text, { trust, lists, gate: ctx.gate, now: Math.floor(ctx.now), used });
  return { verdict, code };
}

// A list that cannot be read is none.
function listOf(found: CaseStatus | undefined): StatusList | undefined {
  const bitmap = found?.bitmap;
  if (typeof bitmap !== "string" || bitmap.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bitmap)) return undefined;
  const { iat, exp } = found!;
  if (!Number.isFinite(iat) || !Number.isFinite(exp)) return undefined;
  return { bitmap: fromBase64(bitmap), iat: Math.trunc(iat), exp: Math.trunc(exp) };
}

// Read once, however many cases follow.
function trustOf({ trust, root }: Pick<Context, "trust" | "root">): Promise<Trust> {
  const named = trust instanceof Uint8Array ? trust.join() : typeof trust === "string" ? trust : JSON.stringify(trust);
  const key = `${named}\n${JSON.stringify(root ?? null)}`;
  if (!read.has(key)) read.set(key, readAnew(trust, root));
  return read.get(key)!;
}

async function readAnew(trust: Context["trust"], root?: Jwk): Promise<Trust> {
  if (typeof trust === "string" && trust.trimStart().startsWith("{")) return trustOfJwks(JSON.parse(trust) as Jwk);
  if (typeof trust === "object" && !(trust instanceof Uint8Array)) return trustOfJwks(trust);
  const token = trust instanceof Uint8Array ? trust : fromBase64(trust.trim());
  const pinned = root ?? (JSON.parse(document.body?.dataset.root ?? "null") as Jwk | null);
  if (pinned === null) throw new Error("a signed trust list needs its root: ctx.root, a JWK");
  return readTrust(token, await keyOfJwk(pinned));
}

// window.clearwayStatus(line): a line of a file of status lists (token_hex of the CWT form, uri, now, idx, min_iat?) with
// its trust; answers {verdict: valid|revoked|reject, code}. The JWT form is for others: a gate pulls CWT.
export async function clearwayStatus(line: StatusLine): Promise<Entry> {
  try {
    if (!/^([0-9a-f]{2})*$/i.test(line.token_hex) || !Number.isInteger(line.idx)) throw new Refused("malformed");
    const list = await readStatus(fromHex(line.token_hex), await trustOf(line), line.uri, Math.trunc(line.now));
    return entry(list, line.idx, Math.trunc(line.now), line.min_iat);
  } catch (fault) {
    if (fault instanceof Refused) return { verdict: "reject", code: fault.code };
    throw fault;
  }
}

export interface StatusLine extends Pick<Context, "trust" | "root" | "now"> {
  token_hex: string;
  uri: string;
  idx: number;
  min_iat?: number;
}

declare global {
  interface Window {
    clearwayVerify: typeof clearwayVerify;
    clearwayStatus: typeof clearwayStatus;
  }
}

window.clearwayVerify = clearwayVerify;
window.clearwayStatus = clearwayStatus;
