// COSE_Sign1 (RFC 9052) as CW1 has it, opened and verified with WebCrypto: ES256 or Ed25519, and the key fixes which.
import { Entries, decode, encodeBytes, encodeHead, encodeText, join } from "./gate-cbor";
import { Refused } from "./gate-refused";

export interface PublicKey {
  alg: -7 | -8;
  kid: string;
  iss: string;
  use: string;
  start: number | null;
  end: number | null;
  crypto: CryptoKey;
  // The point itself, as hex: two keys are the same when it is.
  point: string;
}

export interface Sign1 {
  protected: Uint8Array;
  alg: number;
  kid: string;
  payload: Uint8Array;
  signature: Uint8Array;
}

const [ALG, CRIT, KID, TYP] = [1, 2, 4, 16];
const CONTEXT = join(encodeHead(4, 4), encodeText("Signature1"));
const NO_AAD = encodeBytes(new Uint8Array(0));

// The parts of a token whose form and headers hold; nothing is verified yet.
export function openSign1(token: Uint8Array, typ?: string, ordered = true): Sign1 {
  if (token[0] !== 0xd2) throw new Refused("malformed");
  const parts = decode(token.subarray(1));
  if (!Array.isArray(parts) || parts.length !== 4) throw new Refused("malformed");
  const [head, unprotected, payload, signature] = parts;
  if (!(head instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array)) {
    throw new Refused("malformed");
  }
  if (!(unprotected instanceof Entries)) throw new Refused("malformed");
  if (unprotected.size > 0) throw new Refused("unknown_header");
  const headers = head.length ? decode(head, ordered) : new Entries([]);
  if (!(headers instanceof Entries)) throw new Refused("malformed");
  return { protected: head, ...named(headers, typ), payload, signature };
}

function named(headers: Entries, typ?: string): { alg: number; kid: string } {
  if (headers.get(CRIT!) !== undefined) throw new Refused("unknown_crit");
  const known = typ === undefined ? [ALG!, KID!] : [ALG!, KID!, TYP!];
  if (!headers.within(...known) || headers.get(TYP!) !== typ) throw new Refused("unknown_header");
  const alg = headers.get(ALG!);
  const kid = headers.get(KID!);
  if (alg !== -7 && alg !== -8) throw new Refused("bad_alg");
  if (!(kid instanceof Uint8Array) || kid.length !== 4) throw new Refused("unknown_key");
  return { alg, kid: hex(kid) };
}

// The one of `keys` that signed it: all those with the token's kid are tried.
export async function signer(opened: Sign1, keys: PublicKey[]): Promise<PublicKey> {
  if (!keys.length) throw new Refused("unknown_key");
  const fitting = keys.filter((key) => key.alg === opened.alg);
  if (!fitting.length) throw new Refused("bad_alg");
  const message = join(CONTEXT, encodeBytes(opened.protected), NO_AAD, encodeBytes(opened.payload));
  for (const key of fitting) {
    if (opened.signature.length === 64 && (await holds(key, message, opened.signature))) return key;
  }
  throw new Refused("bad_signature");
}

async function holds(key: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const algorithm = key.alg === -8 ? { name: "Ed25519" } : { name: "ECDSA", hash: "SHA-256" };
  return crypto.subtle.verify(algorithm, key.crypto, copy(signature), copy(message));
}

// WebCrypto takes whole buffers.
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}

// The CryptoKey of a point (x, y) of P-256, or of an Ed25519 x; refuses what is no point.
export async function importKey(x: Uint8Array, y?: Uint8Array): Promise<CryptoKey> {
  if (y === undefined) return crypto.subtle.importKey("raw", copy(x), { name: "Ed25519" }, false, ["verify"]);
  const raw = join(Uint8Array.of(4), x, y);
  return crypto.subtle.importKey("raw", copy(raw), { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
