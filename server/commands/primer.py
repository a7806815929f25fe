"""comity primer: five minutes to begin with, in six steps; left at any point and taken up again."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import click

from server.commands.context import Context, pass_context
from server.commands.show import WIDTH, show_silence, show_suggestion
from server.errors import Problem

KEYS = ("difference", "offers", "needs", "network", "give", "ask")
LATER = "Left for later; `comity primer` goes on here."


@click.command("primer")
@click.option("--show", is_flag=True, help="Only show how far it has come.")
@click.option("--step", type=click.Choice(KEYS), help="Take this step now, done before or not.")
@click.option("--skip", type=click.Choice(KEYS), help="Skip this step.")
@pass_context
def primer_command(context: Context, show: bool, step: str | None, skip: str | None) -> None:
    """Begin here: what you give, what you look for, whom you know, a first give and a first ask."""
    from server.practice import primer

    db = context.db()
    if skip:
        primer.mark(db, skip, "skipped", now=context.now())  # type: ignore[arg-type]
    state = primer.shown(db)
    _progress(state)
    if show or skip:
        for one in state["steps"]:
            click.echo(f"  {MARKS[one['state']]} {one['key']:<11}{one['title']}. {one['left']}".rstrip())
        return
    while key := step or state["next"]:
        one = next(one for one in state["steps"] if one["key"] == key)
        click.echo()
        click.secho(one["title"], bold=True)
        _say(one["text"])
        _say(one["todo"])
        try:
            TAKE[key](context)
        except Problem as problem:
            _say(f"{problem.message} {problem.hint}")
        state = primer.shown(db)
        after = next(one for one in state["steps"] if one["key"] == key)
        if after["state"] == "open":
            click.echo(LATER)
            return
        _say(after["left"])
        _progress(state)
        if step:
            return
    click.echo("That is all. `comity suggest NAME` is what you will use most.")


MARKS = {"done": "●", "skipped": "–", "open": "○"}


def _progress(state: dict[str, Any]) -> None:
    dots = " ".join(MARKS[one["state"]] for one in state["steps"])
    click.echo(f"{dots}   {state['done']} of {state['of']} steps")


def _say(text: str) -> None:
    if text.strip():
        click.echo(textwrap.fill(text, WIDTH))


def _ask_for(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False)
    return answer.strip()


def _difference(context: Context) -> None:
    from server.practice import primer
    from server.store.primer import others

    db = context.db()
    who = _ask_for("Their name (empty: just go on)") if others(db) else ""
    if not who:
        primer.mark(db, "difference", "done", now=context.now())
        return
    card = context.person(who)
    mode: Any = click.prompt(card["name"], type=click.Choice(["building", "exchange"]))
    primer.choose_mode(db, card["id"], mode, now=context.now())


def _about_me(context: Context, kind: str) -> None:
    from server.practice import primer
    from server.store import people

    db = context.db()
    name = "" if people.me(db) is not None else _ask_for("Your name")
    lines = list(iter(lambda: _ask_for("One thing (empty: that is all)"), ""))[: primer.MOST_SAID]
    said: dict[str, Any] = {kind: lines}
    if lines or name:
        primer.say(db, name=name, **said, now=context.now())


def _network(context: Context) -> None:
    from server import importers

    path = Path(_ask_for("File to import (empty: later)") or ".").expanduser()
    if path == Path():
        return
    if not path.is_file():
        raise Problem("no_file", f"There is no file {path}.", "Drag it into this window to get its path.")
    report = importers.import_file(context.db(), path.name, path.read_bytes(), now=context.now())
    click.echo(", ".join(f"{number} {word}" for word, number in report.counts.items()))
    if report.edit_id:
        click.echo(f"`comity undo {report.edit_id}` takes this import back.")


def _give(context: Context) -> None:
    from server.practice import answers, drafts

    who = _ask_for("Whom would you like to help? (empty: later)")
    if not who:
        return
    db, now = context.db(), context.now()
    found = context.advisor().advise(db, context.person(who)["id"], surface="cli", now=now)
    if not found["gives"]:
        show_silence(found["silence"])
        return
    for number, suggestion in enumerate(found["gives"], 1):
        click.echo(f"\n{number}.", nl=False)
        show_suggestion(suggestion)
    chosen = click.prompt("Which one? (0: none)", type=click.IntRange(0, len(found["gives"])), default=0)
    if not chosen:
        return
    suggestion = found["gives"][chosen - 1]
    text = drafts.for_suggestion(db, suggestion["id"]).text
    answers.answer(db, suggestion["id"], "accepted", now=now)
    click.echo(f"\nYou could write:\n\n{textwrap.indent(text, '    ')}")


def _ask(context: Context) -> None:
    from server.practice import asks, drafts
    from server.practice.coach import coach, encouragement
    from server.store import asks as rows

    if told := encouragement(context.db()):
        _say(told)
    who = _ask_for("Whom would you ask? (empty: later)")
    if not who:
        return
    card, db = context.person(who), context.db()
    what = _ask_for("What would you ask? “Could you …”")
    why = _ask_for("Why them? “I am asking you because …”")
    minutes = click.prompt("How many minutes would it take them?", type=click.IntRange(1, 480), default=10)
    if not what:
        return
    ask = asks.prepare(db, card["id"], what, why_them=why, minutes=minutes, now=context.now())
    for note in coach(db, rows.get(db, ask)).notes:
        _say(f"• {note}")
    if why:
        click.echo(f"\n{textwrap.indent(drafts.for_ask(db, ask).text, '    ')}")


TAKE = {
    "difference": _difference,
    "offers": lambda context: _about_me(context, "offers"),
    "needs": lambda context: _about_me(context, "needs"),
    "network": _network,
    "give": _give,
    "ask": _ask,
}
