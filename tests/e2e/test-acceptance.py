#!/usr/bin/env python3
"""Goes through the acceptance pane: what is missing, putting it right, setting it aside, recording a review.

SPDX-License-Identifier: Apache-2.0
"""

import pathlib
import re
import tempfile

import scenario
from moat import Moat, load, moat_cli

# Of the shipping-address example: what it misses for a review.
CROSSING = re.compile(r"^Warning: API → Web app .*has no attacker move")
OPEN_MOVE = re.compile(r"^Error: Move “Read addresses out of a stolen backup”")
UNREVIEWED = re.compile(r"^Warning: The model was never reviewed")


def make_model(folder):
    model = pathlib.Path(folder) / "model.moat"
    moat_cli("new", model, "--example", "shipping-address")
    return model


class Window(Moat):
    """The window with its acceptance pane in front."""

    def open_pane(self):
        self.resize(1900, 1000)
        self.key("alt+4")
        self.find(name="What is missing")

    def press(self, line, button):
        self.click(self.find(role="button", name=button, within=self.find(name=line)))

    def expect_count(self, count):
        """What the tab says of how much is missing."""
        self.find(name=re.compile(f"^Acceptance, {count} finding"))


def scenario_fixed_and_undone():
    """A finding that one click puts right is gone and counts no more; undo brings both back."""
    with tempfile.TemporaryDirectory() as folder, Window(make_model(folder)) as app:
        app.open_pane()
        app.find(name=CROSSING)
        app.find(name=OPEN_MOVE)
        app.expect_count(2)

        app.press(CROSSING, "Take a suggestion")
        app.gone(name=CROSSING)
        app.key("ctrl+z")
        app.find(name=CROSSING)
        app.expect_count(2)


def scenario_followed_while_decided():
    """A decision typed into the table takes the finding away; enter on a finding goes to its move."""
    with tempfile.TemporaryDirectory() as folder, Window(make_model(folder)) as app:
        app.open_pane()
        app.find(name=OPEN_MOVE)
        app.key("Down")
        app.expect(lambda: app.focused() and OPEN_MOVE.search(app.focused().seen_name), "the finding to have the keyboard")
        app.expect(lambda: "selected" in app.flow("API", "Profile store").states, "its flow to be selected")
        app.key("alt+2")
        app.fill_cell("Read addresses out of a stolen backup", "Decision", "Encrypt the backups with a key of their own")
        app.key("alt+4")
        app.find(name=CROSSING)
        app.gone(name=OPEN_MOVE)


def scenario_set_aside_and_reopened():
    """What is set aside says why, by whom and until when, counts no more, and is so in the file; it can count again."""
    with tempfile.TemporaryDirectory() as folder:
        model = make_model(folder)
        with Window(model) as app:
            app.open_pane()
            app.press(CROSSING, "Set aside…")
            app.window("Set aside")
            app.type("Shown only to its owner")
            app.key("Tab", "ctrl+a")
            app.type("Ann Meyer")
            app.key("ctrl+Return")
            app.gone(name=CROSSING)
            app.expect_count(1)
            app.save()
        (exemption,) = load(model)["exemptions"]
        assert exemption["rule"] == "crossing-without-moves", exemption
        assert exemption["reason"] == "Shown only to its owner" and exemption["who"] == "Ann Meyer", exemption
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", exemption["until"]), exemption

        with Window(model) as app:
            app.open_pane()
            app.expect_count(1)
            app.click(app.find(name="Set aside 1"), count=2)
            app.press(CROSSING, "Count again")
            app.expect_count(2)
            app.save()
        assert not load(model).get("exemptions")


def scenario_review_recorded():
    """A review that is recorded settles the finding, and holds until the model says something else."""
    with tempfile.TemporaryDirectory() as folder, Window(model := make_model(folder)) as app:
        app.open_pane()
        app.click(app.find(name="Build", where=lambda node: "focusable" in node.states))
        app.press(UNREVIEWED, "Record a review…")
        app.window("Record a review")
        app.key("ctrl+a")
        app.type("Ann Meyer")
        app.key("ctrl+Return")
        app.gone(name=UNREVIEWED)
        app.save()

        (review,) = load(model)["reviews"]
        assert review["who"] == "Ann Meyer" and review["digest"].startswith("d-"), review
        app.press(CROSSING, "Take a suggestion")
        app.find(name=re.compile("^Warning: The model has changed since its review"))


if __name__ == "__main__":
    scenario.main()
