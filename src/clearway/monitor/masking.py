"""Personal data out of a text: who and which door go, what happened and where stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from clearway.monitor.private_names import name_spans
from clearway.monitor.private_numbers import private_spans

MARKS = ("姓名", "电话", "证号", "卡号", "车牌", "微信", "QQ", "邮箱", "门牌")
_ROUNDS = 8  # each round only ever removes text, so this ends; more than two are never needed in practice


def mask(text: str) -> str:
    """``text`` with names, phones, identity cards, plates, accounts and house numbers replaced by marks like 〔电话〕.

    Idempotent; place names down to the compound stay.
    """
    for _ in range(_ROUNDS):
        masked = _once(text)
        if masked == text:
            break
        text = masked
    return text


def mask_names(text: str) -> str:
    """``text`` with people's names alone replaced: for public texts, which must tell doors and duty phones."""
    return _replace(text, ((start, end, "姓名") for start, end in name_spans(_fold(text))))


def _once(text: str) -> str:
    return mask_names(_replace(text, private_spans(_fold(text))))


def _replace(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Earlier spans win over later ones that touch them; marks already there are left alone."""
    spans = list(spans)
    if not spans:
        return text
    taken = [False] * len(text)
    for start, end in _marked(text):
        taken[start:end] = [True] * (end - start)
    chosen: list[tuple[int, int, str]] = []
    for start, end, kind in spans:
        if start < end and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            chosen.append((start, end, kind))
    for start, end, kind in sorted(chosen, reverse=True):
        text = f"{text[:start]}〔{kind}〕{text[end:]}"
    return text


def _marked(text: str) -> Iterable[tuple[int, int]]:
    if "〔" not in text:
        return
    for kind in MARKS:
        mark, at = f"〔{kind}〕", 0
        while (at := text.find(mark, at)) >= 0:
            yield at, at + len(mark)
            at += len(mark)


@lru_cache(maxsize=1)
def _simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s").convert


def _fold(text: str) -> str:
    """The same text, character for character: full width as half, traditional as simplified, so that spans fit."""
    if text.isascii():
        return text
    narrow = text.translate(_NARROW)
    simple = str(_simplified()(narrow.encode("utf-8", "replace").decode("utf-8")))
    return simple if len(simple) == len(text) else narrow


class _Narrow(dict[int, int]):
    """Full width → half, for ``str.translate``; filled as characters come."""

    def __missing__(self, char: int) -> int:
        folded = unicodedata.normalize("NFKC", chr(char))
        self[char] = ord(folded) if len(folded) == 1 else char
        return self[char]


_NARROW = _Narrow()
