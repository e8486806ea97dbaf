// Deterministic CBOR (RFC 8949 section 4.2.1) and nothing else: shortest form, definite length, keys sorted and unique,
// no floats, no tags, nothing after the end. The same as clearway.passes.cbor, refusal by refusal.
import { Refused } from "./gate-refused";

export type Key = number | bigint | string | Uint8Array;
export type Value = Key | boolean | null | Value[] | Entries;

// A map in the order it was written; whoever reads it asks by key.
export class Entries {
  constructor(readonly pairs: [Key, Value][]) {}

  get size(): number {
    return this.pairs.length;
  }

  get(key: number | string): Value | undefined {
    return this.pairs.find(([known]) => known === key)?.[1];
  }

  // Whether every key is among these.
  within(...keys: (number | string)[]): boolean {
    return this.pairs.every(([known]) => keys.includes(known as number | string));
  }
}

const DEEPEST = 6;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// The one item in `bytes`; a tag is nothing this reader knows. Unordered: keys may come in any order, unique all the same.
export function decode(bytes: Uint8Array, ordered = true): Value {
  const reader = new Reader(bytes, ordered);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly ordered: boolean,
  ) {}

  end(): void {
    if (this.at !== this.bytes.length) throw new Refused("malformed");
  }

  value(depth: number): Value {
    const first = this.take(1)[0]!;
    const [major, info] = [first >> 5, first & 31];
    if (major >= TAG) return other(major, info);
    const argument = info < 24 ? info : this.argument(info);
    if (major === 0) return argument;
    if (major === 1) return typeof argument === "number" ? -1 - argument : -1n - argument;
    if (argument > this.bytes.length - this.at) throw new Refused("malformed");
    const length = Number(argument);
    if (major === 2) return this.take(length);
    if (major === 3) return text(this.take(length));
    if (depth >= DEEPEST) throw new Refused("malformed");
    return major === 4 ? Array.from({ length }, () => this.value(depth + 1)) : this.map(length, depth + 1);
  }

  private argument(info: number): number | bigint {
    if (info > 27) throw new Refused(info === INDEFINITE ? "noncanonical" : "malformed");
    const found = number(this.take(2 ** (info - 24)));
    if (found < SHORTEST[info - 24]!) throw new Refused("noncanonical");
    return found;
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Refused("malformed");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private map(length: number, depth: number): Entries {
    const pairs: [Key, Value][] = [];
    const known = new Set<string>();
    let before: Uint8Array = new Uint8Array(0);
    for (let entry = 0; entry < length; entry += 1) {
      const from = this.at;
      const key = this.value(depth);
      if (!isKey(key)) throw new Refused("malformed");
      const written = this.bytes.subarray(from, this.at);
      if (known.has(String(written))) throw new Refused("duplicate_key");
      if (this.ordered && compare(written, before) <= 0) throw new Refused("noncanonical");
      known.add(String(written));
      before = written;
      pairs.push([key, this.value(depth)]);
    }
    return new Entries(pairs);
  }
}

const TAG = 6;
const INDEFINITE = 31;
const SHORTEST = [24, 256, 65_536, 4_294_967_296];

function isKey(value: Value): value is Key {
  return ["number", "bigint", "string"].includes(typeof value) || value instanceof Uint8Array;
}

function number(bytes: Uint8Array): number | bigint {
  const whole = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return whole <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(whole) : whole;
}

function text(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new Refused("malformed");
  }
}

// True, false and null; floats, tags and endless items are CBOR, but not deterministic CBOR of ours.
function other(major: number, info: number): Value {
  if (major === 7 && info >= 20 && info <= 22) return info === 22 ? null : info === 21;
  throw new Refused(major === TAG || (info >= 25 && info <= 27) || info === INDEFINITE ? "noncanonical" : "malformed");
}

function compare(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    if (one[at] !== other[at]) return one[at]! - other[at]!;
  }
  return one.length - other.length;
}

// ---- writing: just enough for Sig_structure and key thumbprints, deterministic

export function encodeHead(major: number, length: number): Uint8Array {
  if (length < 24) return Uint8Array.of((major << 5) | length);
  if (length < 256) return Uint8Array.of((major << 5) | 24, length);
  if (length < 65_536) return Uint8Array.of((major << 5) | 25, length >> 8, length & 255);
  return Uint8Array.of((major << 5) | 26, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255);
}

export function encodeInteger(value: number): Uint8Array {
  return value >= 0 ? encodeHead(0, value) : encodeHead(1, -1 - value);
}

export function encodeBytes(bytes: Uint8Array): Uint8Array {
  return join(encodeHead(2, bytes.length), bytes);
}

export function encodeText(written: string): Uint8Array {
  const bytes = new TextEncoder().encode(written);
  return join(encodeHead(3, bytes.length), bytes);
}

export function join(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
