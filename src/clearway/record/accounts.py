"""Opening accounts, through the door."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from clearway.core.decisions import Decision
from clearway.core.events import AccountOpened
from clearway.core.people import Actor, Role
from clearway.core.places import is_place_code
from clearway.core.refusals import BadUsage
from clearway.record.door import commit, session
from clearway.record.models import Account

_LONGEST_NAME = 150


def open_account(name: str, role: Role, region: str, password: str, *, by: Actor, at: datetime) -> Account:
    """An account that can sign in. The password is kept as Django's salted hash and never in the ledger.

    Raises:
        BadUsage: the name is taken or unusable, the region is not 12 digits, the password is too weak.
    """
    _check(name, role, region, password)
    with session():
        if Account.objects.filter(username=name).exists():
            raise BadUsage(zh=f"账号 {name} 已存在", en=f"account {name} exists already")
        commit(Decision((AccountOpened(subject=name, role=role, region=region),)), by=by, at=at)
        account: Account = Account.objects.get(username=name)
        account.set_password(password)
        account.save(update_fields=["password"])
    return account


def _check(name: str, role: Role, region: str, password: str) -> None:
    if not (name and len(name) <= _LONGEST_NAME and name.isprintable() and name == name.strip()):
        raise BadUsage(zh="账号名须为 1 至 150 个可见字符", en="a name has 1 to 150 visible characters")
    if role is Role.MACHINE:
        raise BadUsage(zh="machine 角色属于系统本身，不能登录", en="role machine is the loop itself and cannot sign in")
    if not (is_place_code(region) and "-" not in region):
        raise BadUsage(zh=f"区域 {region} 不是 12 位代码", en=f"region {region} is not a code of 12 digits")
    zh, en = _weakness(name, password, "zh-hans"), _weakness(name, password, "en")
    if zh:
        raise BadUsage(zh=f"密码不合要求：{zh}", en=f"the password will not do: {en}")


def _weakness(name: str, password: str, language: str) -> str:
    try:
        with override(language):
            validate_password(password, Account(username=name))
    except ValidationError as weak:
        with override(language):
            return " ".join(weak.messages)
    return ""
