#!/usr/bin/env python3
"""Types the happy path as story text and sees it drawn.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import tempfile

import scenario
from moat import Moat, load, records

LINES = (
    "# Customer pays",
    "zone Shop: Checkout",
    "1. Customer -> Checkout: sends the card [Card number]",
    "! Read the card number on the way | information-disclosure | high",
)


def scenario_story_becomes_a_diagram():
    """A story typed into a new model is drawn while it is typed, in the empty use case; undo takes it back line by line."""
    with tempfile.TemporaryDirectory() as folder, Moat() as app:
        app.key("ctrl+alt+s")
        app.expect(lambda: app.focused() and app.focused().name == "Story", "the story to have the keyboard")
        for line in LINES:
            app.type(line)
            app.key("Return")

        flow = app.flow("Customer", "Checkout")
        app.says(flow, "1 move, 1 open")
        app.boundary("Shop")
        app.save_as(pathlib.Path(folder) / "pay.moat")
        model = load(pathlib.Path(folder) / "pay.moat")
        assert set(records(model, "useCases")) == {"Customer pays"}
        assert set(records(model, "elements")) == {"Customer", "Checkout"}

        for _ in LINES:
            app.key("ctrl+z")
        app.gone(name="Trust boundary Shop")
        app.expect(app.is_modified, "the unsaved mark")


if __name__ == "__main__":
    scenario.main()
