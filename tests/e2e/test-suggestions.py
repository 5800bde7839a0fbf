#!/usr/bin/env python3
"""Takes a suggestion for a flow by keyboard, then the decision suggested for it, and undoes both.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import tempfile

import scenario
from moat import Moat, load, moat_cli

STORY = """# User updates their shipping address
actor User
process Web app
store Profile store
zone Backend: API, Profile store
data Shipping address: sensitive
1. User -> Web app: signs in [Credentials]
2. Web app -> API: submits the address form [Shipping address]
3. API -> Profile store: writes the address [Shipping address]
"""
MOVE = "Change the id in the request to overwrite another user’s shipping address"
NEXT = "Send script or SQL"
DECISION = "Find the record by the signed-in user, never by an id from the client"


def make_model(folder):
    story = folder / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    moat_cli("story", story, "-o", folder / "model.moat")
    return folder / "model.moat"


def expect_focus(app, beginning):
    """Waits until the keyboard is on the suggestion that begins so."""
    app.expect(lambda: (node := app.focused()) and (node.name or "").startswith(beginning), f"{beginning} to have the focus")


def ask_about_the_form(app):
    app.resize(1900, 1000)
    app.click_flow(app.flow("Web app", "API"))
    app.key("a")
    expect_focus(app, MOVE)


def scenario_move_and_decision_taken_and_undone():
    """A leads to the suggestions, Enter takes one, its decision is one click away, each is one undo step."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        ask_about_the_form(app)
        app.key("Return")
        app.expect_cell(MOVE, "Status", "Open")
        app.says(app.flow("Web app", "API"), "1 move, 1 open")
        expect_focus(app, NEXT)

        app.click(app.find("list item", MOVE))
        app.find("button", "Take: " + DECISION).act()
        app.expect_cell(MOVE, "Decision", DECISION)
        app.expect_cell(MOVE, "Status", "Decided")
        app.save()
        saved = load(model)
        (threat,) = saved["threats"]
        (decision,) = saved["decisions"]
        (verification,) = saved["verifications"]
        assert threat["cwe"] and threat["stride"] == ["tampering", "elevation-of-privilege"], threat
        assert decision["enforced"] == ["API", "Data access layer"], decision
        assert verification["text"], verification

        app.key("ctrl+z")
        app.expect_cell(MOVE, "Decision", "empty")
        app.key("ctrl+z")
        app.says(app.flow("Web app", "API"), "crosses Backend inbound$")


def scenario_dismissed_and_asked_again():
    """D asks for a reason; what is dismissed is remembered in the file, and comes back when asked again."""
    with tempfile.TemporaryDirectory() as folder, Moat(model := make_model(pathlib.Path(folder))) as app:
        ask_about_the_form(app)
        app.key("d")
        app.type("The gateway does this")
        app.key("Return")
        expect_focus(app, NEXT)
        app.save()
        (answer,) = load(model)["prompts"]
        assert answer["answer"] == "dismissed" and answer["reason"] == "The gateway does this", answer

        app.focus_by_tab("1 dismissed", presses=60)
        app.key("Return")
        app.find("button", "Ask again").act()
        app.gone(name="1 dismissed")
        app.key("a")
        expect_focus(app, MOVE)


if __name__ == "__main__":
    scenario.main()
