#!/usr/bin/env python3
"""Counts what a person does to make the shipping-address model: once by typing its story, once by drawing it.

Every action is really sent to the program, and the saved model is looked at. data/help/counting-actions.md tells the figures and
how another tool was counted; this fails when it tells others.
SPDX-License-Identifier: Apache-2.0
"""

import os
import pathlib
import re
import tempfile

import scenario
from moat import Failure, Moat, load, moat_cli, records

# What is typed is the same in every tool: titles, names, moves, decisions, where they are enforced and how they are verified.
TITLE = "User updates their shipping address"
ELEMENTS = (("external-entity", "User"), ("process", "Web app"), ("process", "API"), ("data-store", "Profile store"))
FLOWS = (
    ("User", "Web app", "signs in"),
    ("Web app", "API", "submits the address form"),
    ("API", "Profile store", "writes the address"),
    ("API", "Web app", "shows the updated address"),
)
ZONES = (("Public internet", ("User", "Web app")), ("Backend", ("API", "Profile store")))
# On the second flow: move, category, severity, decision, its kind, where, how verified.
MOVES = (
    (
        "Change the id to update another user's address", "tampering", "high",
        "Find the record by the signed-in user", "authorization", "API", "Integration test with two accounts",
    ),
    (
        "Send script or SQL in the address fields", "tampering", "high",
        "Validate each field on arrival", "data-flow", "API, web app", "Fuzzing with payload sets",
    ),
    (
        "Replay yesterday's request", "spoofing", "medium",
        "Accept access tokens for ten minutes", "authorization", "Session service", "Test with an expired token",
    ),
    (
        "Submit ten thousand changes an hour", "denial-of-service", "medium",
        "Limit changes per user and per address", "data-flow", "Gateway", "Load test against the limit",
    ),
)


def content():
    """The characters that say something, in every tool the same."""
    texts = [TITLE, *(name for _, name in ELEMENTS), *(label for _, _, label in FLOWS), *(name for name, _ in ZONES)]
    for move, _, _, decision, _, where, how in MOVES:
        texts += [move, decision, where, how]
    return sum(map(len, texts))


class Counted(Moat):
    """Counts a click, a double click, or a drag as one pointer action; a key with its modifiers as one; characters apart."""

    pointer = keys = characters = 0

    def click_at(self, x, y, button=1, count=1, modifiers=()):
        self.pointer += 1
        super().click_at(x, y, button, count, modifiers)

    def drag(self, start, end, button=1, modifiers=(), steps=12, release=True):
        self.pointer += 1
        super().drag(start, end, button, modifiers, steps, release)

    def key(self, *names):
        self.keys += len(names)
        super().key(*names)

    def type(self, text):
        self.characters += len(text)
        super().type(text)

    def save_here(self):
        """Ctrl+S, and Enter for the name that is suggested. Returns the model's path."""
        self.key("ctrl+s")
        self.find(where=lambda node: "focused" in node.states and "editable" in node.states)
        self.key("Return")
        self.expect(lambda: not self.is_modified(), "the model to be saved")
        for folder in (self.home, pathlib.Path.home()):
            found = sorted(folder.glob("*.moat"))
            if found:
                return found[0]
        raise Failure("no model was saved in the home folder")


def check(path):
    """The model is the one that was meant."""
    model = load(path)
    elements = records(model, "elements")
    assert [each["title"] for each in model["useCases"]] == [TITLE], model["useCases"]
    assert set(elements) == {name for _, name in ELEMENTS}, elements
    kinds = {name: element.get("type", "process") for name, element in elements.items()}
    assert kinds == {name: tool for tool, name in ELEMENTS}, kinds
    names = {element["id"]: name for name, element in elements.items()}
    flows = {(names[flow["source"]], names[flow["target"]]) for flow in model["flows"]}
    assert flows == {(source, target) for source, target, _ in FLOWS}, flows
    threats = records(model, "threats")
    assert set(threats) == {move[0] for move in MOVES}, threats
    decisions = records(model, "decisions")
    for move, _, _, decision, kind, where, _ in MOVES:
        assert threats[move]["id"] in decisions[decision]["threats"], move
        assert decisions[decision].get("type", "other") == kind, decisions[decision]
        assert decisions[decision].get("enforced") is not None, where
    assert len(model["verifications"]) == len(MOVES), model["verifications"]
    story = moat_cli("story", path, "-o", "-")
    for name, inside in ZONES:
        assert f"zone {name}: {', '.join(inside)}" in story, story


def compare(app, way):
    """Prints the figures and holds them against what the help page says."""
    page = pathlib.Path(os.environ["MOAT_SRCDIR"], "data/help/counting-actions.md").read_text(encoding="utf-8")
    told = re.search(rf"^\| Moat, {way} \|(.*)\|$", page, re.MULTILINE)
    figures = [app.pointer, app.keys, app.pointer + app.keys, app.characters]
    print(f"# {way}: {app.pointer} by pointer, {app.keys} keys, {sum(figures[:2])} in all; {app.characters} characters,"
          f" of which {content()} say something")
    if not told:
        raise Failure(f"counting-actions.md has no line on Moat, {way}")
    assert [int(each) for each in told.group(1).split("|")[:4]] == figures, (told.group(0), figures)


def move_lines():
    for move, category, severity, decision, kind, where, how in MOVES:
        yield f"! {move} | {category} | {severity}"
        yield f"=> {kind}: {decision} | {where} | {how}"


def story_lines():
    yield f"# {TITLE}"
    for name, inside in ZONES:
        yield f"zone {name}: {', '.join(inside)}"
    for source, target, label in FLOWS:
        yield f"{source} -> {target}: {label}"
        if (source, target) == FLOWS[1][:2]:
            yield from move_lines()


def scenario_count_by_story():
    """The model by its story: one click, its lines, and saving."""
    with Counted() as app:
        app.click(app.find(role="button", name=re.compile("^Start with a story")))
        app.expect(lambda: app.focused() and app.focused().name == "Story", "the story to have the keyboard")
        for number, line in enumerate(story_lines()):
            if number > 0:
                app.key("Return")
            app.type(line)
        app.flow(*FLOWS[-1][:2])
        app.says(app.flow(*FLOWS[1][:2]), "4 moves")
        check(app.save_here())
        compare(app, "by story")


def scenario_count_by_drawing():
    """The same model by pointer: shapes dragged from the left, flows from box to box, and the moves in the story."""
    with tempfile.TemporaryDirectory(prefix="moat-e2e-") as home:
        settings = pathlib.Path(home, "config/glib-2.0/settings")
        settings.mkdir(parents=True)
        # High enough for the whole story, as somebody who types in it has it.
        (settings / "keyfile").write_text("[io/github/moat_app/Moat]\nbottom-pane-height=420\n", encoding="utf-8")
        count_drawing(home)


def count_drawing(home):
    with Counted(home=home) as app:
        app.needs_places()
        app.resize(1900, 1040)
        app.click(app.find(role="button", name=re.compile("^Draw from scratch")))
        places = {"User": (180, 200), "Web app": (460, 200), "API": (860, 200), "Profile store": (1140, 200)}
        app.click(app.find(name="Title", where=lambda node: "editable" in node.states))
        app.type(TITLE)
        for tool, name in ELEMENTS:
            app.drag(app.place(app.find(role="button", name=TOOL_NAMES[tool])), app.place_on_canvas(*places[name]))
            app.name_it(name)
        for source, target, label in FLOWS:
            x, y = app.place_item(app.element(source))
            # From the outline of its box, which is 120 wide, beside what may end in its middle already.
            x += 60 if places[source][0] < places[target][0] else -60
            app.drag((x, y + 18), app.place_item(app.element(target)))
            app.name_it(label)
        for (name, _), start, end in zip(ZONES, ((80, 90), (760, 90)), ((580, 320), (1260, 320))):
            app.key("b")
            app.drag(app.place_on_canvas(*start), app.place_on_canvas(*end))
            app.name_it(name)
        app.click_flow(app.flow(*FLOWS[1][:2]))
        # Its line in the story is where the cursor is then.
        app.key("alt+6", "End")
        for line in move_lines():
            app.key("Return")
            app.type(line)
        app.says(app.flow(*FLOWS[1][:2]), "4 moves")
        check(app.save_here())
        compare(app, "by drawing")


TOOL_NAMES = {"external-entity": "External entity", "process": "Process", "data-store": "Data store"}


if __name__ == "__main__":
    scenario.main()
