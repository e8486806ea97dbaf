// Why a text is no pass here: one of the codes of the specification.
export type Code =
  | "ok" | "status_stale" | "expired" | "not_yet_valid" | "wrong_gate" | "revoked" | "already_used" | "bad_prefix"
  | "malformed" | "oversize" | "noncanonical" | "duplicate_key" | "bad_alg" | "unknown_key" | "unknown_header"
  | "unknown_crit" | "bad_signature" | "bad_claims" | "wrong_issuer" | "key_expired" | "gate_not_authorised";

export class Refused extends Error {
  constructor(readonly code: Code) {
    super(code);
  }
}
