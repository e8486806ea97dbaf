"""Ways a notice leaves: one folder a channel, made to be copied (see README.md beside this file)."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from clearway.core.notices import Channel
from clearway.publish.connectors.message import Message, Outlets


class Connector(Protocol):
    """A module that can send."""

    def configured(self, outlets: Outlets) -> bool:
        """Whether this installation can send this way."""

    def send(self, message: Message, outlets: Outlets) -> None:
        """Send; raises ``NotSent`` where it did not go out."""


def connector(channel: Channel) -> Connector:
    """The connector of a channel: the folder of its name."""
    module: Connector = import_module(f"clearway.publish.connectors.{channel.value}")
    return module
