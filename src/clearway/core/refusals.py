"""Refusals: polite and exact. A stable code, the data, a sentence in two languages, the rule, whether to try again.

A refusal can be returned (as the outcome of a pure decision) or raised (where an act cannot go on).
"""

from __future__ import annotations

from typing import ClassVar

from clearway.core.words import Bilingual, Language


class Refusal(Exception):
    """Base of all refusals.

    Subclasses set ``code`` and ``template`` (places in braces are filled from the data given).
    """

    code: ClassVar[str] = "refused"
    template: ClassVar[Bilingual] = Bilingual("不能办理：{why}", "cannot be done: {why}")
    try_again: ClassVar[bool] = False

    def __init__(self, *, rule: str | None = None, **data: object) -> None:
        self.rule = rule
        self.data = data
        self.text = self.template.fill(**data)
        super().__init__(self.text.en)

    def say(self, language: Language) -> str:
        """The sentence in ``language``."""
        return self.text.say(language)

    def as_json(self) -> dict[str, object]:
        """Code, sentences, data, rule and whether trying again helps."""
        return {
            "code": self.code,
            "text": self.text.as_json(),
            "data": {key: _plain(value) for key, value in self.data.items()},
            "rule": self.rule,
            "try_again": self.try_again,
        }


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


class NotAllowed(Refusal):
    """The actor's role or region does not reach this act."""

    code = "not_allowed"
    template = Bilingual(
        "{role}无权在 {place} 办理“{act}”",
        "role {role} may not {act} at {place}",
    )


class WrongState(Refusal):
    """The case or measure does not stand where this move begins."""

    code = "wrong_state"
    template = Bilingual(
        "{subject} 目前状态为 {state}，不能“{act}”",
        "{subject} stands at {state}: cannot {act} from there",
    )


class NotFound(Refusal):
    """Nothing with that number."""

    code = "not_found"
    template = Bilingual("找不到 {what} {number}", "no {what} with number {number}")


class Missing(Refusal):
    """Something that must be stated was not."""

    code = "missing"
    template = Bilingual("缺少{zh}", "missing: {en}")
    try_again = True


class BadSetting(Refusal):
    """A setting of the environment is unknown or malformed."""

    code = "bad_setting"
    template = Bilingual(
        "环境设置 {name} 无效：现为 {found}，应为 {expected}",
        "setting {name} is not valid: found {found}, expected {expected}",
    )
    try_again = True


class BadUsage(Refusal):
    """The command was called with options that do not fit."""

    code = "bad_usage"
    template = Bilingual("用法有误：{zh}", "bad usage: {en}")
    try_again = True


class BadFile(Refusal):
    """A file as a whole cannot be read as what it is said to be."""

    code = "bad_file"
    template = Bilingual(
        "文件 {file} 不能读取：现为 {found_zh}，应为 {expected_zh}",
        "{file} cannot be read: found {found}, expected {expected}",
    )
    try_again = True


class BadCell(Refusal):
    """One cell of a table does not hold what it should; its row goes to the rejects."""

    code = "bad_cell"
    template = Bilingual(
        "文件 {file} 第 {row} 行，列 {column}：现为 {found}，应为 {expected_zh}",
        "{file} row {row}, column {column}: found {found}, expected {expected}",
    )
    try_again = True


class Broken(Refusal):
    """A fault of ours, told as a sentence; the details are in the log."""

    code = "internal"
    template = Bilingual(
        "程序内部出错（{what}）；详情已写入 {log}，请联系维护人员",
        "an internal fault ({what}); details were written to {log}: please tell the maintainers",
    )
