// The verifier: text, trust, status lists, gate and moment in; one verdict out. Reads no clock and nothing stored.
// Step for step clearway.passes.verifying; a test runs both on the same hostile cases.
import { fromBase45 } from "./gate-base45";
import { type Pass, readClaims } from "./gate-claims";
import { openSign1, signer } from "./gate-cose";
import { type Code, Refused } from "./gate-refused";
import { type StatusList, fresh, revoked } from "./gate-status";
import { type Trust, asks, keysFor, signsAt } from "./gate-trust";

export type Answer = "accept" | "accept_warn" | "reject" | "gate_not_authorised";

export interface Verdict {
  verdict: Answer;
  code: Code;
  pass?: Pass;
}

// The passes with limited uses this gate let through.
export interface Used {
  take(cti: Uint8Array, uses: number | bigint, until: number): Promise<boolean>;
}

export interface Here {
  trust: Trust;
  lists: (iss: string, list: string) => StatusList | undefined;
  gate: number;
  now: number;
  used: Used;
}

const PREFIX = "CW1:";
const [MOST_TEXT, MOST_TOKEN, SKEW] = [1_024, 640, 120] as const;

export async function verify(text: unknown, here: Here): Promise<Verdict> {
  if (!asks(here.trust, here.gate, here.now)) return { verdict: "gate_not_authorised", code: "gate_not_authorised" };
  let pass: Pass | undefined;
  try {
    pass = await readPass(text, here.trust);
    checkTimes(pass, here.now);
    if (!pass.gates.some((gate) => gate == here.gate) || !asks(here.trust, here.gate, here.now, pass.iss)) {
      throw new Refused("wrong_gate");
    }
    const isFresh = standing(pass, here);
    if (pass.uses !== undefined && !(await here.used.take(pass.cti, pass.uses, Number(pass.exp) + SKEW))) {
      throw new Refused("already_used");
    }
    return isFresh ? { verdict: "accept", code: "ok", pass } : { verdict: "accept_warn", code: "status_stale", pass };
  } catch (fault) {
    if (fault instanceof Refused) return { verdict: "reject", code: fault.code, ...(pass ? { pass } : {}) };
    throw fault;
  }
}

// What a text says, once a key of its issuer that may sign passes has signed it.
export async function readPass(text: unknown, trust: Trust): Promise<Pass> {
  const opened = openSign1(tokenOf(text));
  const key = await signer(opened, keysFor(trust, opened.kid, "pass"));
  const pass = readClaims(opened.payload);
  if (pass.iss !== key.iss) throw new Refused("wrong_issuer");
  if (!signsAt(key, pass.nbf)) throw new Refused("key_expired");
  return pass;
}

// Only CR and LF at the ends are dropped: a blank is a base45 character.
function tokenOf(text: unknown): Uint8Array {
  if (typeof text !== "string") throw new Refused("malformed");
  if (text.length > MOST_TEXT && [...text].length > MOST_TEXT) throw new Refused("oversize");
  const bare = text.replace(/^[\r\n]+|[\r\n]+$/g, "");
  if (!bare.startsWith(PREFIX)) throw new Refused("bad_prefix");
  const token = fromBase45(bare.slice(PREFIX.length));
  if (token.length > MOST_TOKEN) throw new Refused("oversize");
  return token;
}

function checkTimes(pass: Pass, now: number): void {
  if (BigInt(now) < pass.nbf - BigInt(SKEW)) throw new Refused("not_yet_valid");
  if (BigInt(now) >= pass.exp + BigInt(SKEW)) throw new Refused("expired");
}

// Whether the pass is known to stand; false where no fresh list says so. A revocation holds in a stale list too.
function standing(pass: Pass, here: Here): boolean {
  const list = here.lists(pass.iss, String(pass.list));
  if (list === undefined) return false;
  const set = revoked(list, pass.index);
  if (set === null) throw new Refused("bad_claims");
  if (set) throw new Refused("revoked");
  return fresh(list, here.now);
}
