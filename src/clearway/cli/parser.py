"""The argument parser of every command: help in the reader's language, a wrong call answered in both."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn, cast

from clearway.cli.language import command_language, of_help
from clearway.cli.wide import wrap

_USAGE, _USAGE_ZH = "usage: ", "用法： "  # as wide as each other, so that wrapped lines stay in their column


class Help(argparse.HelpFormatter):
    """Help in the language of the command line; lines are measured in columns, not in characters."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self.language = command_language()

    def start_section(self, heading: str | None) -> None:
        """A heading, in the language."""
        super().start_section(heading and of_help(heading, self.language))

    def add_argument(self, action: argparse.Action) -> None:
        """As argparse does; acts stand two columns further in, which it leaves out when it measures them."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += self._indent_increment

    def add_text(self, text: str | None) -> None:
        """A paragraph, in the language."""
        super().add_text(text and of_help(text, self.language))

    def format_help(self) -> str:
        """The whole, with the word before the usage in the language."""
        text = super().format_help()
        return text.replace(_USAGE, _USAGE_ZH, 1) if self.language == "zh" and text.startswith(_USAGE) else text

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and of_help(action.help, self.language)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width) if self.language == "zh" else super()._split_lines(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """Speaks both languages; its subparsers are of its kind."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("formatter_class", Help)
        super().__init__(*args, **settings)
        self._given: tuple[str, ...] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; what was given is kept, so that a mistyped option can be told from a missing one."""
        self._given = () if args is None else tuple(args)
        return super().parse_known_args(args, namespace)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; what nobody knows is answered by the act that was called, which knows its options."""
        known, unknown = self.parse_known_args(args, namespace)
        if unknown:
            act_called(self, known).error(f"unrecognized arguments: {' '.join(unknown)}")
        return known

    def error(self, message: str) -> NoReturn:
        """Say in both languages what is wrong with the call, and what may have been meant; exits with 2."""
        import sys

        from clearway.cli.main import report
        from clearway.cli.wrong_call import wrong_call

        self.print_usage(sys.stderr)
        report(wrong_call(message, self._given, self))
        self.exit(2)

    def acts(self) -> dict[str, Parser]:
        """The acts of this command by name; none where it has none."""
        found = (one.choices for one in self._actions if isinstance(one, argparse._SubParsersAction))
        return cast("dict[str, Parser]", dict(next(found, {}) or {}))

    def describe_acts(self) -> None:
        """Open every act's own help with the line it has in the list of acts."""
        for action in self._actions:
            for line in action._choices_actions if isinstance(action, argparse._SubParsersAction) else ():
                act = self.acts()[line.dest]
                act.description = act.description or line.help
                act.describe_acts()


def act_called(parser: Parser, args: argparse.Namespace) -> Parser:
    """The innermost parser that ``args`` went through."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) and (name := getattr(args, action.dest, None)):
            return act_called(parser.acts()[name], args)
    return parser
