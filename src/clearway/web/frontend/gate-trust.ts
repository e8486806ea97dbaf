// Whom a gate believes: keys and gates, from the list signed by the county's root, or from a JWKS (which has no gates).
import { Entries, type Value, decode, encodeBytes, encodeHead, encodeInteger, join } from "./gate-cbor";
import { need, whole } from "./gate-claims";
import { type PublicKey, hex, importKey, openSign1, signer } from "./gate-cose";
import { Refused } from "./gate-refused";

export interface Gate {
  iss: string;
  number: number | bigint;
  approval: string;
  end: number | bigint;
}

export interface Trust {
  iss: string | null;
  version: number | bigint | null;
  iat: number;
  exp: number;
  keys: PublicKey[];
  base: string | null;
  gates: Gate[] | null;
}

export type Jwk = Record<string, unknown>;

const [ISS, EXP, IAT, LIST] = [1, 4, 6, -65538] as const;
const TRUST_TYPE = "application/clearway-trust+cwt";
const USES = ["", "pass", "status"];
const [DAY, SKEW] = [86_400, 120] as const;
const NOTHING = new Uint8Array(0);

export function keysFor(trust: Trust, kid: string, use: "pass" | "status"): PublicKey[] {
  return trust.keys.filter((key) => key.kid === kid && key.use === use);
}

export function signsAt(key: PublicKey, moment: number | bigint): boolean {
  return (key.start === null || key.start <= moment) && (key.end === null || moment < key.end);
}

// Whether the gate (of `iss`, or of any issuer) may ask for a pass: its approval stands, and the list still speaks for it.
export function asks(trust: Trust, gate: number, now: number, iss: string | null = null): boolean {
  if (trust.gates === null) return true;
  if (now >= trust.exp + SKEW) return false;
  return trust.gates.some((one) => one.number == gate && one.end > now && (iss === null || iss === one.iss));
}

// ---- JWKS

export async function trustOfJwks(jwks: Jwk): Promise<Trust> {
  if (!Array.isArray(jwks.keys)) throw new Refused("bad_claims");
  const keys = await Promise.all(jwks.keys.map((jwk: Jwk) => keyOfJwk(jwk).catch(() => null)));
  const known = keys.filter((key) => key !== null);
  return { iss: null, version: null, iat: 0, exp: Infinity, keys: known, base: null, gates: null };
}

// The key of a JWK of ours; fails on anything else, and that key is then passed over (RFC 7517).
export async function keyOfJwk(jwk: Jwk): Promise<PublicKey> {
  const [iss, use] = [jwk["cw:iss"], jwk["cw:use"]];
  const curve = `${String(jwk.kty)}/${String(jwk.crv)}`;
  need((curve === "EC/P-256" || curve === "OKP/Ed25519") && typeof iss === "string");
  need(["pass", "status", "root"].includes(use as string));
  const alg = curve === "EC/P-256" ? -7 : -8;
  need(!("alg" in jwk) || jwk.alg === (alg === -7 ? "ES256" : "EdDSA"));
  const x = fromBase64(jwk.x);
  const y = alg === -7 ? fromBase64(jwk.y) : undefined;
  const kid = "kid" in jwk ? fromBase64(jwk.kid) : await kidOf(x, y);
  need(x.length === 32 && (y === undefined || y.length === 32) && kid.length === 4);
  const [start, end] = [moment(jwk["cw:nbf"]), moment(jwk["cw:exp"])];
  const known = { iss: iss as string, use: use as string, start, end, point: hex(join(x, y ?? NOTHING)) };
  return { alg, kid: hex(kid), ...known, crypto: await importKey(x, y) };
}

function moment(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  need(Number.isInteger(value));
  return value as number;
}

export function fromBase64(text: unknown): Uint8Array {
  need(typeof text === "string" && /^[A-Za-z0-9+/_-]*={0,2}$/.test(text));
  const plain = atob((text as string).replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

// RFC 9679: SHA-256 of the deterministic COSE_Key of its required members; a kid is the first four bytes.
async function kidOf(x: Uint8Array, y?: Uint8Array): Promise<Uint8Array> {
  const integers = (...values: number[]): Uint8Array[] => values.map(encodeInteger);
  const members = y
    ? [...integers(1, 2, -1, 1, -2), encodeBytes(x), encodeInteger(-3), encodeBytes(y)]
    : [...integers(1, 1, -1, 6, -2), encodeBytes(x)];
  const cose = join(encodeHead(5, y ? 4 : 3), ...members);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(cose))).subarray(0, 4);
}

// ---- the signed list (clearway.passes.trust_tokens)

// The list, once its root, its form and its rules hold. Whether it is too old is told by `iat` and `exp`, and never
// locks a gate: a list past its end speaks for none (`asks`).
export async function readTrust(token: Uint8Array, root: PublicKey): Promise<Trust> {
  const opened = openSign1(token, TRUST_TYPE);
  await signer(opened, root.use === "root" && root.kid === opened.kid ? [root] : []);
  const claims = map(decode(opened.payload), ISS, EXP, IAT, LIST);
  const inner = map(claims.get(LIST), 1, 2, 3, 4);
  const keys = await Promise.all(array(inner.get(2)).map(keyOfList));
  const trust = {
    iss: text(claims.get(ISS)),
    version: whole(inner.get(1)),
    iat: Number(whole(claims.get(IAT))),
    exp: Number(whole(claims.get(EXP))),
    keys,
    base: text(inner.get(3)),
    gates: array(inner.get(4)).map(gateOfList),
  };
  check(trust, root);
  return trust;
}

function check(trust: Trust, root: PublicKey): void {
  if (trust.iss !== root.iss) throw new Refused("wrong_issuer");
  need(trust.exp > trust.iat && trust.exp - trust.iat <= 30 * DAY);
  need(new Set([root, ...trust.keys].map(({ point }) => point)).size === trust.keys.length + 1);
  need(trust.keys.every(({ start, end }) => end! > start! && end! - start! <= 90 * DAY));
  need(trust.gates!.every((gate) => gate.end <= trust.iat + 14 * DAY));
  need(new Set(trust.gates!.map((gate) => `${gate.iss} ${gate.number}`)).size === trust.gates!.length);
}

async function keyOfList(value: Value): Promise<PublicKey> {
  const members = map(value, 1, 2, 3, 4, 5);
  const { alg, x, y } = coseKey(members.get(1));
  const use = USES[Number(whole(members.get(3)))];
  need(Boolean(use));
  const crypto = await importKey(x, y).catch(() => { throw new Refused("bad_claims"); });
  const [start, end] = [Number(whole(members.get(4))), Number(whole(members.get(5)))];
  const point = hex(join(x, y ?? NOTHING));
  return { alg, kid: hex(await kidOf(x, y)), iss: text(members.get(2)), use: use!, start, end, point, crypto };
}

function coseKey(value: Value | undefined): { alg: -7 | -8; x: Uint8Array; y?: Uint8Array } {
  need(value instanceof Entries);
  const members = value as Entries;
  const curve = `${String(members.get(1))}/${String(members.get(-1))}`;
  const [x, y] = [members.get(-2), members.get(-3)];
  need(x instanceof Uint8Array && x.length === 32);
  if (curve === "1/6" && members.size === 3) return { alg: -8, x: x as Uint8Array };
  need(curve === "2/1" && members.size === 4 && y instanceof Uint8Array && y.length === 32);
  return { alg: -7, x: x as Uint8Array, y: y as Uint8Array };
}

function gateOfList(value: Value): Gate {
  const members = map(value, 1, 2, 3, 4);
  return {
    iss: text(members.get(4)), number: whole(members.get(1)), approval: text(members.get(2)), end: whole(members.get(3)),
  };
}

function map(value: Value | undefined, ...labels: number[]): Entries {
  need(value instanceof Entries && value.size === labels.length && value.within(...labels));
  return value as Entries;
}

function array(value: Value | undefined): Value[] {
  need(Array.isArray(value));
  return value as Value[];
}

function text(value: Value | undefined): string {
  need(typeof value === "string");
  return value as string;
}
