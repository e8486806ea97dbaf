// Short codes, offline: the gate's list holds boxes that only the code itself opens (clearway.loop.short_codes).
import { fromHex, hex } from "./gate-cose";
import { fetched } from "./gate-data";

interface Codes {
  iss: string;
  iterations: number;
  entries: string[];
}

export interface Coded {
  nbf: number;
  exp: number;
  purpose: number;
  list: number;
  index: number;
  companions: number;
  uses: number;
  id: Uint8Array;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const [TAG, KEY] = [6, 16] as const;

export async function fetchCodes(gate: number): Promise<Codes | null> {
  return fetched<Codes>(`/gate/codes/${gate}.json`);
}

// Capitals, without blanks and dashes; O, I and L as the digits they look like. Null: not ten characters, or a typo.
export function tidy(written: string): string | null {
  const code = written.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const values = [...code].map((character) => CROCKFORD.indexOf(character));
  if (values.length !== 10 || values.includes(-1)) return null;
  const sum = values.slice(0, 9).reduce((total, value, place) => total + (place + 1) * value, 0);
  return sum % 31 === values[9] ? code : null;
}

export async function openCode(code: string, gate: number, codes: Codes): Promise<Coded | null> {
  const salt = new TextEncoder().encode(`CW1 short code|${codes.iss}|${gate}`);
  const secret = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const derive = { name: "PBKDF2", hash: "SHA-256", salt, iterations: codes.iterations };
  const raw = new Uint8Array(await crypto.subtle.deriveBits(derive, secret, (TAG + KEY) * 8));
  const tag = hex(raw.subarray(0, TAG));
  const key = await crypto.subtle.importKey("raw", raw.slice(TAG), "AES-GCM", false, ["decrypt"]);
  for (const entry of codes.entries.filter((one) => one.startsWith(tag))) {
    const box = fromHex(entry.slice(2 * TAG));
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, box).catch(() => null);
    if (plain) return coded(JSON.parse(new TextDecoder().decode(plain)) as number[], raw.slice(0, TAG));
  }
  return null;
}

function coded(said: number[], tag: Uint8Array): Coded {
  const [nbf, exp, purpose, list, index, companions, uses] = said as [number, number, number, number, number, number, number];
  return { nbf, exp, purpose, list, index, companions, uses, id: tag };
}
