// Base45 (RFC 9285), strict: upper case alone, blanks are characters, no group may stand for more than its bytes hold.
import { Refused } from "./gate-refused";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

export function fromBase45(text: string): Uint8Array {
  if (text.length % 3 === 1) throw new Refused("malformed");
  const out: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map(valueOf);
    const number = group.reduce((sum, value, place) => sum + value * 45 ** place, 0);
    if (number >= (group.length === 3 ? 65_536 : 256)) throw new Refused("malformed");
    if (group.length === 3) out.push(number >> 8);
    out.push(number & 255);
  }
  return Uint8Array.from(out);
}

function valueOf(character: string): number {
  const value = VALUES.get(character);
  if (value === undefined) throw new Refused("malformed");
  return value;
}
