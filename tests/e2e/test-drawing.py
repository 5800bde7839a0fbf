#!/usr/bin/env python3
"""Draws the shipping-address use case in an empty model: once with the pointer, once with keys alone.

SPDX-License-Identifier: Apache-2.0
"""

import scenario
from moat import Moat, load, records

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


def start_empty(app):
    app.resize(1600, 1000)
    app.click(app.find(role="button", name=lambda name: "New model" in name))
    app.canvas()


def check_file(path, boundaries):
    """What was drawn is what was saved."""
    model = load(path)
    elements = records(model, "elements")
    names = {record["id"]: name for name, record in elements.items()}
    assert set(elements) == {element[3] for element in ELEMENTS}, elements
    flows = [(names[flow["source"]], names[flow["target"]], flow["name"]) for flow in model["flows"]]
    assert sorted(flows) == sorted(FLOWS), flows
    assert set(records(model, "boundaries")) == boundaries, model["boundaries"]


def scenario_by_pointer():
    """With the pointer, and typing names only: elements, flows and nested boundaries; crossings are told at once."""
    with Moat() as app:
        start_empty(app)
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

        path = app.home / "drawn.moat"
        app.save_as(path)
        check_file(path, {"Backend", "Data tier"})


def scenario_by_keyboard():
    """With keys alone: the same elements, flows and nested boundaries; saved, closed and opened again."""
    with Moat() as app:
        app.resize(1600, 1000)
        app.key("ctrl+n")
        app.canvas()
        app.key("alt+1")
        app.expect(lambda: app.focused() and app.focused().seen_name == "Diagram", "the canvas to be focused")
        for tool, _, _, name in ELEMENTS:
            app.make_element(tool, name)
        for flow in FLOWS:
            app.make_flow(*flow)

        # A boundary made by keyboard goes round what is selected.
        app.focus_item("^Data store Profile store")
        app.key("b", "Return")
        app.name_it("Data tier")
        app.says(app.boundary("Data tier"), "1 element inside, 1 flow crosses")

        path = app.home / "typed.moat"
        app.save_as(path)
        check_file(path, {"Data tier"})


if __name__ == "__main__":
    scenario.main()
