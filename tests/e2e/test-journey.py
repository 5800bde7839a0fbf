#!/usr/bin/env python3
"""The whole way from an empty model to SECURITY.md: once with the pointer, once with keys alone.

SPDX-License-Identifier: Apache-2.0
"""

import re

import scenario
from moat import Moat, load, moat_cli, records

ELEMENTS = [
    ("external-entity", 110, 330, "User"),
    ("process", 370, 330, "Web app"),
    ("process", 680, 330, "API"),
    ("process", 680, 520, "Session service"),
    ("data-store", 980, 330, "Profile store"),
]
FLOWS = [
    ("User", "Web app", "signs in"),
    ("Web app", "API", "submits the address form"),
    ("API", "Session service", "asks who is signed in"),
    ("API", "Profile store", "writes the address"),
]
# On which flow, and what is typed: the move, and its cells in the table.
MOVES = [
    (
        ("Web app", "API"),
        "Change the id to update another user's address",
        {
            "Decision": "Look the record up by the authenticated user",
            "Where enforced": "API, data access layer",
            "How we verify": "Integration test with two accounts",
        },
    ),
    (
        ("API", "Session service"),
        "Replay an old request after logging out",
        {"Decision": "Revoke the token at logout", "How we verify": "Negative test with a revoked token"},
    ),
]
ITEM = "^(External entity|Process|Data store) "


def check_model(path, boundaries):
    """What was drawn and decided is what was saved."""
    model = load(path)
    elements = records(model, "elements")
    names = {record["id"]: name for name, record in elements.items()}
    assert set(elements) == {element[3] for element in ELEMENTS}, elements
    flows = [(names[flow["source"]], names[flow["target"]], flow["name"]) for flow in model["flows"]]
    assert sorted(flows) == sorted(FLOWS), flows
    assert set(records(model, "boundaries")) == boundaries, model["boundaries"]
    assert set(records(model, "threats")) == {move for _, move, _ in MOVES}, model["threats"]
    assert set(records(model, "decisions")) == {cells["Decision"] for _, _, cells in MOVES}, model["decisions"]
    verifications = {cells["How we verify"] for _, _, cells in MOVES}
    assert set(records(model, "verifications")) == verifications, model["verifications"]


def check_report(model, report):
    """What the window wrote is what the command line writes, and it says what was typed."""
    assert report.exists(), "SECURITY.md was not written"
    text = report.read_text(encoding="utf-8")
    again = report.with_name("AGAIN.md")
    moat_cli("export", model, "-o", again, "--format", "security-md")
    assert text == again.read_text(encoding="utf-8")
    for _, move, cells in MOVES:
        for typed in (move, *cells.values()):
            assert typed in text, typed


def check_reopened(path):
    """A second start shows the same model, decided and unmodified."""
    with Moat(path) as app:
        for flow, _, _ in MOVES:
            app.says(app.flow(*flow), "1 move, all decided")
        assert not app.is_modified()
        app.key("ctrl+q")
        app.wait_for_exit()


def scenario_by_pointer():
    """Drawn, decided, saved and exported with the pointer; only names and sentences are typed."""
    with Moat() as app:
        app.needs_places()
        app.resize(1900, 1000)
        app.click(app.find(role="button", name=lambda name: "Draw from scratch" in name))
        app.canvas()
        for element in ELEMENTS:
            app.draw_element(*element)
        for flow in FLOWS:
            app.draw_flow(*flow)
        app.draw_zone((540, 200), (1120, 620), "Backend")
        app.draw_zone((860, 240), (1100, 430), "Data tier")
        app.says(app.boundary("Backend"), "3 elements inside")
        app.says(app.boundary("Data tier"), "inside Backend, 1 element inside, 1 flow crosses")
        app.says(app.flow("Web app", "API"), "crosses Backend inbound")
        app.says(app.flow("API", "Profile store"), "crosses Data tier inbound")

        for (source, target), move, cells in MOVES:
            flow = app.flow(source, target)
            app.click_flow(flow)
            app.click(app.find(role="text box", name="What would an attacker do here?"))
            app.type(move)
            app.key("Return")
            app.says(flow, "1 move, 1 open")
            for column, text in cells.items():
                app.fill_cell(move, column, text)
            app.says(flow, "1 move, all decided")

        path = app.home / "drawn.moat"
        app.choose_from_menu("Save as…")
        app.choose_file(path)
        app.expect(lambda: path.exists() and not app.is_modified(), "the model to be saved")
        check_model(path, {"Backend", "Data tier"})

        app.choose_from_menu("Export", re.compile(r"^Security document"))
        app.click(app.find(role="button", name=re.compile("Write file")))
        app.expect((app.home / "SECURITY.md").exists, "SECURITY.md to be written")
        check_report(path, app.home / "SECURITY.md")
        app.click(app.find(role="button", name="Close", within=app.window("drawn.moat")))
        app.wait_for_exit()
        check_reopened(path)


def scenario_by_keyboard():
    """The same with keys alone: nothing needs the pointer."""
    with Moat() as app:
        app.resize(1900, 1000)
        app.key("ctrl+n")
        app.canvas()
        app.focus_canvas()
        for tool, _, _, name in ELEMENTS:
            app.make_element(tool, name)
        for flow in FLOWS:
            app.make_flow(*flow)

        # A boundary made by keyboard goes round what is selected.
        app.focus_item(ITEM + "Profile store")
        app.key("b", "Return")
        app.name_it("Data tier")
        app.says(app.boundary("Data tier"), "1 element inside, 1 flow crosses")

        for (source, target), move, cells in MOVES:
            app.focus_item(rf"^Flow \d+, {source} to {target}")
            app.key("m")
            app.type(move)
            app.key("Return")
            app.says(app.flow(source, target), "1 move, 1 open")
            for column, text in cells.items():
                app.type_cell(move, column, text)
            app.key("alt+1")

        path = app.home / "typed.moat"
        app.save_as(path)
        app.expect(lambda: not app.is_modified(), "the model to be saved")
        check_model(path, {"Data tier"})

        app.key("ctrl+e")
        app.focus_by_tab(re.compile("Write file"))
        app.key("Return")
        app.expect((app.home / "SECURITY.md").exists, "SECURITY.md to be written")
        check_report(path, app.home / "SECURITY.md")
        app.key("ctrl+q")
        app.wait_for_exit()
        check_reopened(path)


if __name__ == "__main__":
    scenario.main()
