"""Settings come from the environment only, as ``CLEARWAY_…``; an unknown or malformed one stops the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clearway.core.refusals import BadSetting
from clearway.core.words import Bilingual, Language

PREFIX = "CLEARWAY_"

#: name → (what it is, default); the reference page is made from this table.
KNOWN: dict[str, tuple[Bilingual, str]] = {
    "HOME": (
        Bilingual(
            "存放数据库、计数、路网、照片、密钥和底图的文件夹",
            "folder that holds the database, counts, roads, photos, keys and tiles",
        ),
        "./var",
    ),
    "DATABASE_URL": (
        Bilingual(
            "postgresql://用户:密码@主机:端口/库名；留空：用 HOME 中的 SQLite",
            "postgresql://user:password@host:port/name; empty: SQLite in HOME",
        ),
        "",
    ),
    "ENGINE": (
        Bilingual(
            "分析引擎：duckdb",
            "analytic engine: duckdb",
        ),
        "duckdb",
    ),
    "STORE": (
        Bilingual(
            "计数库文件夹；留空：HOME/readings",
            "folder of the counts; empty: HOME/readings",
        ),
        "",
    ),
    "SHARED_DATA": (
        Bilingual(
            "本项目自身测试所用真实数据的文件夹",
            "folder of real data for the project's own tests",
        ),
        "../shared/data",
    ),
    "LANGUAGE": (
        Bilingual(
            "zh 或 en：网站的首选语言；设置后也是命令行的语言（未设置时随系统区域）",
            "zh or en: first language of the site; where set, of the command line too (else the locale)",
        ),
        "zh",
    ),
    "SECRET_KEY": (
        Bilingual(
            "网站的密钥；生产模式没有它不能启动",
            "secret of the site; production refuses to start without one",
        ),
        "",
    ),
    "MODE": (
        Bilingual(
            "demo（演示）或 production（生产）",
            "demo or production",
        ),
        "demo",
    ),
    "TIME_ZONE": (
        Bilingual(
            "本县时区，用于显示和按当地日期计算",
            "the county's zone, for display and for local days",
        ),
        "Asia/Shanghai",
    ),
    "HOSTS": (
        Bilingual(
            "网站应答的主机名，用逗号分隔（生产模式）",
            "host names the site answers to, comma-separated (production)",
        ),
        "",
    ),
    "SITE": (
        Bilingual(
            "网站的公开地址，通知中的链接用它：https://主机",
            "public address of the site, for links in notices: https://host",
        ),
        "",
    ),
    "SMTP_URL": (
        Bilingual(
            "邮件服务器：smtp://用户:密码@主机:端口 或 smtps://…；留空：不发邮件",
            "mail server: smtp://user:password@host:port or smtps://…; empty: no e-mail",
        ),
        "",
    ),
    "MAIL_FROM": (
        Bilingual(
            "邮件的发件人",
            "sender of e-mail",
        ),
        "",
    ),
    "SMS_URL": (
        Bilingual(
            "短信网关，https://…；留空：不发短信",
            "gateway for text messages, https://…; empty: none",
        ),
        "",
    ),
    "SMS_KEY": (
        Bilingual(
            "短信网关的密钥",
            "key of that gateway",
        ),
        "",
    ),
    "COUNTY": (
        Bilingual(
            "本系统服务的县，12 位代码",
            "12-digit code of the county this installation serves",
        ),
        "",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The settings, checked."""

    home: Path
    database_url: str
    engine: str
    store: Path
    shared_data: Path
    language: Language
    secret_key: str
    mode: Literal["demo", "production"]
    time_zone: ZoneInfo
    hosts: tuple[str, ...]
    county: str
    site: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    sms_url: str = ""
    sms_key: str = ""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """The settings of ``variables`` (default: the process's).

    Raises:
        BadSetting: an unknown name with our prefix, or a value that does not fit.
    """
    values = _values(os.environ if variables is None else variables)
    home = Path(values["HOME"]).absolute()
    return Environment(
        home=home,
        database_url=_database(values["DATABASE_URL"]),
        engine=_choice("ENGINE", values["ENGINE"], ("duckdb",)),
        store=Path(values["STORE"]).absolute() if values["STORE"] else home / "readings",
        shared_data=Path(values["SHARED_DATA"]).absolute(),
        language="zh" if _choice("LANGUAGE", values["LANGUAGE"], ("zh", "en")) == "zh" else "en",
        secret_key=_secret(values["SECRET_KEY"], values["MODE"]),
        mode="production" if _choice("MODE", values["MODE"], ("demo", "production")) == "production" else "demo",
        time_zone=_zone(values["TIME_ZONE"]),
        hosts=tuple(host.strip() for host in values["HOSTS"].split(",") if host.strip()),
        county=_county(values["COUNTY"]),
        site=_address("SITE", values["SITE"], ("https://", "http://")).rstrip("/"),
        smtp_url=_address("SMTP_URL", values["SMTP_URL"], ("smtp://", "smtps://")),
        mail_from=_sender(values["MAIL_FROM"]),
        sms_url=_address("SMS_URL", values["SMS_URL"], ("https://", "http://")),
        sms_key=values["SMS_KEY"],
    )


def _values(variables: Mapping[str, str]) -> dict[str, str]:
    """Every known setting, given or by default.

    Raises:
        BadSetting: a name with our prefix that is none of ours.
    """
    given = {name.removeprefix(PREFIX): value for name, value in variables.items() if name.startswith(PREFIX)}
    for name in sorted(given):
        if name not in KNOWN:
            known = ", ".join(PREFIX + known for known in KNOWN)
            raise BadSetting(name=PREFIX + name, found=given[name] or "(empty)", expected=f"one of {known}")
    return {name: given.get(name) or default for name, (_, default) in KNOWN.items()}


def _database(url: str) -> str:
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise BadSetting(name=PREFIX + "DATABASE_URL", found="another scheme", expected="postgresql://…")
    return url


def _secret(secret: str, mode: str) -> str:
    if mode == "production" and not secret:
        raise BadSetting(name=PREFIX + "SECRET_KEY", found="(empty)", expected="a secret of 50 characters or more")
    return secret


def _address(name: str, value: str, schemes: tuple[str, ...]) -> str:
    if value and not value.startswith(schemes):
        raise BadSetting(name=PREFIX + name, found="another scheme", expected=" or ".join(f"{one}…" for one in schemes))
    return value


def _sender(value: str) -> str:
    if value and ("@" not in value or not value.isprintable()):
        raise BadSetting(name=PREFIX + "MAIL_FROM", found=value, expected="an address such as notice@county.example")
    return value


def _county(county: str) -> str:
    if county and not (len(county) == 12 and county.isdigit()):
        raise BadSetting(name=PREFIX + "COUNTY", found=county, expected="12 digits")
    return county


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadSetting(name=PREFIX + name, found=value, expected=" or ".join(allowed))
    return value


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(name=PREFIX + "TIME_ZONE", found=name, expected="a name like Asia/Shanghai") from None
