"""The command ``serge-press``: one file a verb beside this one."""

from __future__ import annotations

import atexit
import gc
import importlib
import itertools
import json
import sys
from typing import Any

import click

from serge_press import __version__
from serge_press.cli.stopping import heeded, stoppable
from serge_press.processes import STOPPED

VERBS = {
    "new": "Make a small complete book that builds.",
    "build": "Make the editions.",
    "preview": "Show the book in a browser while you write it.",
    "check": "Say what is wrong, where, and how to mend it.",
    "inspect": "Show what the press understood, from the plan to the index.",
    "explain": "Say why a rule exists, with an example, and how to mend.",
    "preflight": "Look at a PDF as a printer would, at an EPUB as e-readers do.",
    "printers": "Say what printers ask for, with sources.",
    "clean": "Remove what builds made.",
    "doctor": "Say what this machine has and lacks.",
}
"""Each verb with what ``--help`` says of it: said here, for to ask the verbs would load the whole press."""

ALIASES = {"init": "new", "create": "new", "render": "build", "make": "build", "serve": "preview", "lint": "check"}


class Verbs(click.Group):
    """A group that loads a verb when it is called, knows the neighbours' words for it, and guesses at near misses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order a book needs them."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name or alias; None if there is none."""
        del ctx
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in VERBS:
            return None
        gc.disable()
        try:
            module = importlib.import_module(f"serge_press.cli.{name}")
        finally:
            gc.enable()
        command: click.Command = module.command
        _rest()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs as ``--help`` lists them; none is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest verb named when there is none."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], [*VERBS, *ALIASES], n=1)
            meant = f" Did you mean '{ALIASES.get(near[0], near[0])}'?" if near else ""
            ctx.fail(f"There is no verb '{args[0]}'.{meant}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; somebody who stops the command gets no more than a line and its exit status."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            heeded()
            exec("")  # one that fell into an exec() of Python's own makes it die of the signal, unless another follows
            click.echo("\nserge-press: stopped. What was finished before stands as it was.", err=True)
            sys.exit(STOPPED)
        except click.UsageError as fault:
            _tell_programs(fault.format_message())
            raise


def _tell_programs(fault: str) -> None:
    """Where JSON was asked for, what stopped the command is an object on stdout too: a program reads nothing else."""
    words = sys.argv[1:]
    if "--format=json" in words or ("--format", "json") in itertools.pairwise(words):
        click.echo(json.dumps({"editions": [], "findings": [], "error": fault}, ensure_ascii=False))


def _rest() -> None:
    """Let the search for garbage rest, for as long as one verb runs.

    A book is a great many small values that live as long as the run and never form rings, so looking through all of them
    again and again finds nothing and takes a quarter of the time of a check. What is loaded is never looked at, and what is
    made, only after a million new values, which is more than three thousand works come to, and, all of it, hardly ever; nor
    at the very end, when Python would look through it once more though all of it goes with the process.
    Only the command may do so: in a library it would change the program of whoever uses it.
    """
    gc.freeze()
    gc.set_threshold(1_000_000, 50, 100)
    atexit.register(gc.freeze)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="serge-press")
@click.option("--color/--no-color", default=None, help="Colour in reports (default: on a terminal).")
@click.pass_context
def cli(ctx: click.Context, color: bool | None) -> None:
    """Turn an author's archive into a real book: EPUB and print PDF from one folder.

    BOOK is a folder with a book.toml; by default the one you stand in, else ./book.

    \b
    Examples:
      serge-press new my-author          a small book that builds
      serge-press build my-author        EPUB and PDF into my-author/build
      serge-press preview my-author      the book in a browser, while you write
      serge-press check my-author        what is wrong, where, and how to mend it
      serge-press explain D001           why a rule exists

    Exit status: 0 done, 1 findings to mend, 2 wrong usage, 3 the machine lacks something (see doctor),
    130 stopped.
    """
    ctx.color = color


def main() -> None:
    """Entry point. A fault of the machine is one line and exit 3; a fault of ours keeps its traceback."""
    try:
        with stoppable():
            cli(prog_name="serge-press")
    except OSError as fault:
        words = f"{fault.strerror or fault}: {fault.filename or ''}".rstrip(": ")
        _tell_programs(words)
        click.echo(f"serge-press: {words}", err=True)
        sys.exit(3)


if __name__ == "__main__":
    main()
