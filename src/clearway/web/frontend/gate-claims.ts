// What a pass says: the claims of CW1, and the rule that nothing unknown is let by (clearway.passes.wire and .claims).
import { Entries, type Value, decode } from "./gate-cbor";
import { Refused } from "./gate-refused";

type Whole = number | bigint;

export interface Pass {
  iss: string;
  nbf: bigint;
  exp: bigint;
  cti: Uint8Array;
  purpose: number;
  gates: Whole[];
  list: Whole;
  index: number;
  name?: string;
  check?: number;
  companions?: number;
  uses?: Whole;
}

const [ISS, EXP, NBF, CTI, PASS] = [1, 4, 5, 7, -65537] as const;
const [PURPOSE, GATES, NAME, CHECK, COMPANIONS, USES, STATUS] = [1, 2, 3, 4, 5, 6, 7] as const;
const LONGEST = 14n * 86_400n;
const ENTRIES = 1 << 20;

export function readClaims(payload: Uint8Array): Pass {
  const claims = decode(payload);
  if (!(claims instanceof Entries) || claims.size !== 5 || !claims.within(ISS, EXP, NBF, CTI, PASS)) throw bad();
  const inner = claims.get(PASS);
  if (!(inner instanceof Entries) || !inner.within(1, 2, 3, 4, 5, 6, 7)) throw bad();
  const pass = { ...outer(claims), ...required(inner), ...optional(inner) };
  if (pass.uses !== undefined && (pass.uses < 1 || pass.gates.length > 1)) throw bad();
  return pass;
}

function outer(claims: Entries): Pick<Pass, "iss" | "nbf" | "exp" | "cti"> {
  const [iss, cti] = [claims.get(ISS), claims.get(CTI)];
  const [nbf, exp] = [BigInt(whole(claims.get(NBF))), BigInt(whole(claims.get(EXP)))];
  need(typeof iss === "string" && /^CN-[0-9]{6}$/.test(iss));
  need(nbf < exp && exp <= nbf + LONGEST);
  need(cti instanceof Uint8Array && cti.length === 8);
  return { iss: iss as string, nbf, exp, cti: cti as Uint8Array };
}

function required(inner: Entries): Pick<Pass, "purpose" | "gates" | "list" | "index"> {
  const purpose = atMost(7, inner.get(PURPOSE));
  const gates = wholes(inner.get(GATES));
  const status = wholes(inner.get(STATUS));
  need(purpose >= 1 && gates.length >= 1 && gates.length <= 16 && status.length === 2);
  need(gates.every((gate, at) => at === 0 || gates[at - 1]! < gate));
  return { purpose, gates, list: status[0]!, index: atMost(ENTRIES - 1, status[1]) };
}

function optional(inner: Entries): Pick<Pass, "name" | "check" | "companions" | "uses"> {
  const name = inner.get(NAME);
  need(name === undefined || (typeof name === "string" && new TextEncoder().encode(name).length <= 24));
  const has = (label: number): boolean => inner.get(label) !== undefined;
  return {
    ...(name === undefined ? {} : { name: name as string }),
    ...(has(CHECK) ? { check: atMost(9_999, inner.get(CHECK)) } : {}),
    ...(has(COMPANIONS) ? { companions: atMost(5, inner.get(COMPANIONS)) } : {}),
    ...(has(USES) ? { uses: whole(inner.get(USES)) } : {}),
  };
}

export function whole(value: Value | undefined): Whole {
  need((typeof value === "number" || typeof value === "bigint") && value >= 0);
  return value as Whole;
}

function wholes(value: Value | undefined): Whole[] {
  need(Array.isArray(value));
  return (value as Value[]).map(whole);
}

function atMost(most: number, value: Value | undefined): number {
  const found = whole(value);
  need(found <= most);
  return Number(found);
}

export function need(holds: boolean): void {
  if (!holds) throw bad();
}

function bad(): Refused {
  return new Refused("bad_claims");
}
