"""Offices."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.offices import ROLES

__all__ = ["CHANNELS", "ROLES"]

#: Ways a notice goes.
CHANNELS = {
    "email": Bilingual("电子邮件", "e-mail"),
    "webhook": Bilingual("系统推送", "webhook"),
    "sms": Bilingual("短信", "text message"),
    "chat": Bilingual("群聊", "chat"),
}
