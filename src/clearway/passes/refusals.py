"""What cannot be done with keys, lists and passes, said to a person."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class BadKey(Refusal):
    """A key that is none, or not one for this."""

    code = "bad_key"
    template = Bilingual("密钥不可用：{zh}", "this key cannot be used: {en}")
    try_again = True


class CannotIssue(Refusal):
    """A pass that would break a rule of the token, or a key that may not sign it."""

    code = "cannot_issue"
    template = Bilingual("不能签发：{zh}", "cannot issue: {en}")
    try_again = True


class BadTrust(Refusal):
    """A trust list that does not hold; ``reason`` is a stable word (``rollback``, ``expired``, ``bad_signature``…)."""

    code = "bad_trust"
    template = Bilingual("信任列表不可用（{reason}）：{zh}", "this trust list cannot be used ({reason}): {en}")


class BadStatus(Refusal):
    """A status list that does not hold; ``reason`` is the verifier's code."""

    code = "bad_status"
    template = Bilingual("状态列表不可用（{reason}）", "this status list cannot be used ({reason})")
