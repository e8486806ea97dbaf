// Status lists: what a gate holds of one, and reading one from its signed token (IETF Token Status List, CWT form).
import { Entries, decode } from "./gate-cbor";
import { need, whole } from "./gate-claims";
import { openSign1, signer } from "./gate-cose";
import { type Code, Refused } from "./gate-refused";
import { type Trust, keysFor, signsAt } from "./gate-trust";

export interface StatusList {
  bitmap: Uint8Array;
  iat: number;
  exp: number;
}

const [SUB, EXP, IAT, TTL, STATUS_LIST] = [2, 4, 6, 65534, 65533] as const;
const STATUS_TYPE = "application/statuslist+cwt";
const DAY = 86_400;
const SKEW = 120;
export const LIST_BYTES = 131_072;

// Whether the entry is set; null where the list has no such entry.
export function revoked(list: StatusList, index: number): boolean | null {
  const byte = list.bitmap[index >> 3];
  return byte === undefined ? null : ((byte >> (index & 7)) & 1) === 1;
}

export function fresh(list: StatusList, now: number): boolean {
  return now < list.exp && now - list.iat <= DAY;
}

// The list of a token under our profile; an expired one too, because a revocation known holds even then. Keys may come
// in the draft's own order (clearway.passes.status_tokens).
export async function readStatus(token: Uint8Array, trust: Trust, uri: string, now: number): Promise<StatusList> {
  if (token.length > 2 * LIST_BYTES) throw new Refused("oversize");
  const opened = openSign1(token, STATUS_TYPE, false);
  const key = await signer(opened, keysFor(trust, opened.kid, "status"));
  const claims = decode(opened.payload, false);
  need(claims instanceof Entries);
  const list = await content(claims as Entries);
  if (!signsAt(key, list.iat)) throw new Refused("key_expired");
  need((claims as Entries).get(SUB) === uri);
  if (list.iat > now + SKEW) throw new Refused("not_yet_valid");
  return list;
}

// One entry of a list as a verifier of status lists answers it: neither older than seen nor expired.
export function entry(list: StatusList, index: number, now: number, least?: number): Entry {
  if ((least !== undefined && list.iat < least) || now >= list.exp + SKEW) return { verdict: "reject", code: "expired" };
  const set = index >= 0 ? revoked(list, index) : null;
  if (set === null) return { verdict: "reject", code: "bad_claims" };
  return set ? { verdict: "revoked", code: "revoked" } : { verdict: "valid", code: "ok" };
}

export interface Entry {
  verdict: "valid" | "revoked" | "reject";
  code: Code;
}

async function content(claims: Entries): Promise<StatusList> {
  const packed = claims.get(STATUS_LIST);
  need(packed instanceof Entries && packed.get("bits") === 1);
  need((packed as Entries).get("lst") instanceof Uint8Array);
  need(typeof claims.get(SUB) === "string" && (claims.get(TTL) === undefined || whole(claims.get(TTL)) >= 1));
  const [iat, exp] = [Number(whole(claims.get(IAT))), Number(whole(claims.get(EXP)))];
  return { bitmap: await inflate((packed as Entries).get("lst") as Uint8Array), iat, exp };
}

// The zlib stream, whole, with its checksum, and no more than a list of 2^20 entries.
async function inflate(packed: Uint8Array): Promise<Uint8Array> {
  const out = new Uint8Array(LIST_BYTES);
  let length = 0;
  const stream = new Blob([Uint8Array.from(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  try {
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return out.slice(0, length);
      if (length + value.length > LIST_BYTES) {
        await reader.cancel();
        break;
      }
      out.set(value, length);
      length += value.length;
    }
  } catch {
    // Not zlib, broken off, or with something behind its end.
  }
  throw new Refused("bad_claims");
}
