// Deterministic CBOR (RFC 8949 section 4.2.1) and nothing else: shortest form, definite length, keys sorted and unique,
// no floats, no tags inside, nothing after the end. A tag in front of all is read by its caller.
import { Refused } from "./gate-refused";

export type Key = number | bigint | string | Uint8Array | boolean | null | Value[] | Entries;
export type Value = number | bigint | string | Uint8Array | boolean | null | Value[] | Entries;

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

interface Head {
  major: number;
  info: number;
  argument: number | bigint;
}

export function decode(bytes: Uint8Array): Value {
  const reader = new Reader(bytes);
  const value = reader.value(1);
  reader.end();
  return value;
}

// The value behind exactly this tag.
export function decodeTagged(bytes: Uint8Array, tag: number): Value {
  const reader = new Reader(bytes);
  reader.tag(tag);
  const value = reader.value(1);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  end(): void {
    if (this.at !== this.bytes.length) throw new Refused("malformed");
  }

  tag(expected: number): void {
    const { major, argument } = this.head();
    if (major !== 6 || argument !== expected) throw new Refused("malformed");
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw new Refused("malformed");
    const head = this.head();
    switch (head.major) {
      case 0:
        return head.argument;
      case 1:
        return typeof head.argument === "number" ? -1 - head.argument : -1n - head.argument;
      case 2:
        return this.take(head.argument);
      case 3:
        return text(this.take(head.argument));
      case 4:
        return this.array(this.count(head.argument), depth);
      case 5:
        return this.map(this.count(head.argument), depth);
      case 7:
        return simple(head);
      default:
        throw new Refused("noncanonical");
    }
  }

  private head(): Head {
    const first = this.take(1)[0]!;
    const major = first >> 5;
    const info = first & 31;
    if (info < 24) return { major, info, argument: info };
    if (info === 31) throw new Refused(major >= 2 && major <= 5 ? "noncanonical" : "malformed");
    if (info > 27) throw new Refused("malformed");
    const argument = number(this.take(2 ** (info - 24)));
    if (major !== 7 && argument < SHORTEST[info - 24]!) throw new Refused("noncanonical");
    return { major, info, argument };
  }

  private take(length: number | bigint): Uint8Array {
    if (length > this.bytes.length - this.at) throw new Refused("malformed");
    const from = this.at;
    this.at += Number(length);
    return this.bytes.subarray(from, this.at);
  }

  // An item takes a byte at least: a count beyond what is left is a lie.
  private count(argument: number | bigint): number {
    if (argument > this.bytes.length - this.at) throw new Refused("malformed");
    return Number(argument);
  }

  private array(length: number, depth: number): Value[] {
    return Array.from({ length }, () => this.value(depth + 1));
  }

  private map(length: number, depth: number): Entries {
    const pairs: [Key, Value][] = [];
    let before: Uint8Array | null = null;
    for (let entry = 0; entry < length; entry += 1) {
      const from = this.at;
      const key = this.value(depth + 1);
      const written = this.bytes.subarray(from, this.at);
      const order: number = before === null ? -1 : compare(before, written);
      if (order === 0) throw new Refused("duplicate_key");
      if (order > 0) throw new Refused("noncanonical");
      before = written;
      pairs.push([key, this.value(depth + 1)]);
    }
    return new Entries(pairs);
  }
}

const SHORTEST = [24, 256, 65_536, 4_294_967_296];

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

function simple({ info }: Head): Value {
  if (info === 20 || info === 21) return info === 21;
  if (info === 22) return null;
  throw new Refused("noncanonical");
}

export function compare(one: Uint8Array, other: Uint8Array): number {
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
