"""``serge-press explain``: why a rule exists."""

from __future__ import annotations

import difflib
import json
import textwrap

import click

from serge_press.rules import Rule, all_rules


@click.command()
@click.argument("rule", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(rule: str | None, form: str) -> None:
    """Say why RULE exists, with an example, and how to mend. Without RULE, list all rules.

    \b
    Examples:
      serge-press explain
      serge-press explain D001
    """
    rules = all_rules()
    if rule is None:
        chosen = list(rules.values())
    elif rule.upper() in rules:
        chosen = [rules[rule.upper()]]
    else:
        near = difflib.get_close_matches(rule.upper(), rules, n=1)
        meant = f" Did you mean '{near[0]}'?" if near else " 'serge-press explain' lists them."
        raise click.UsageError(f"There is no rule '{rule}'.{meant}")
    if form == "json":
        click.echo(json.dumps([_record(item) for item in chosen], ensure_ascii=False, indent=1))
    elif rule is None:
        for item in chosen:
            click.echo(f"{item.id}  {item.severity.word:<8} {item.title}")
    else:
        click.echo(_whole(chosen[0]))


def _record(rule: Rule) -> dict[str, str]:
    return {
        "id": rule.id,
        "severity": rule.severity.word,
        "title": rule.title,
        "why": rule.why,
        "example": rule.example,
        "mend": rule.mend,
    }


def _whole(rule: Rule) -> str:
    example = textwrap.indent(textwrap.dedent(rule.example).strip(), "  ")
    return "\n".join(
        [
            f"{rule.id} ({rule.severity.word}): {rule.title}",
            "",
            *textwrap.wrap(" ".join(rule.why.split()), 80),
            "",
            "Example:",
            example,
            "",
            *textwrap.wrap("Mend: " + " ".join(rule.mend.split()), 80),
        ]
    )
