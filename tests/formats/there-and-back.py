#!/usr/bin/env python3
"""Reads real files of other tools with its own few lines each, and asks whether moat-cli import says the same.

Usage: there-and-back.py MOAT-CLI SAMPLES-FOLDER [WORD…]   (TAP on standard output; with words, only files whose name has one)

For each file: how many use cases, elements, flows, boundaries and threats there are, by a count that knows nothing
of Moat; the same file twice gives the same bytes; what comes out is a whole model; and where Moat writes the format,
import, export and import again lose nothing.
SPDX-License-Identifier: Apache-2.0
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

KINDS = ("useCases", "elements", "flows", "boundaries", "notes", "threats")


def load(path):
    return json.loads(path.read_text(encoding="utf-8-sig"))


def count_threat_dragon(path):
    counts = collections.Counter()
    for diagram in load(path)["detail"]["diagrams"]:
        counts["useCases"] += 1
        for cell in diagram.get("cells") or (diagram.get("diagramJson") or {}).get("cells") or []:
            data = cell.get("data") or cell
            words = f"{cell.get('shape')} {cell.get('type')} {data.get('type')}".lower()
            if "undary" in words:
                counts["boundaries"] += 1
            elif "flow" in words or "edge" in words:
                counts["flows"] += 1
            elif "text" in words:
                counts["notes"] += 1
            elif any(word in words for word in ("actor", "process", "store")):
                counts["elements"] += 1
            counts["threats"] += len(data.get("threats") or [])
    return counts


def count_threat_composer(path):
    # Moves and nothing to draw.
    return collections.Counter({"useCases": 1, "threats": len(load(path).get("threats") or [])})


def count_tm_bom(path):
    root = load(path)
    lists = {"flows": ["data_flows"], "boundaries": ["trust_zones"], "threats": ["threats"],
             "elements": ["actors", "components", "data_stores"]}
    if "trust_zones" not in root:
        raise ValueError("not a TM-BOM")
    counts = {kind: sum(len(root.get(name) or []) for name in names) for kind, names in lists.items()}
    return collections.Counter(counts, useCases=1)


def count_threatcl(path):
    """Of both forms: a block is a list of objects with names, or an object from names to blocks."""
    root = load(path)
    counts = collections.Counter()

    def blocks(owner, *names):
        for value in (owner[name] for name in names if name in owner):
            if isinstance(value, list):
                yield from value
            else:
                yield from (item for entry in value.values() for item in (entry if isinstance(entry, list) else [entry]))

    def count_elements(owner, zones):
        for element in blocks(owner, "process", "externalElement", "external_element", "dataStore", "data_store"):
            counts["elements"] += 1
            zones.update(element[name] for name in ("trustZone", "trust_zone") if isinstance(element.get(name), str))

    for model in root if isinstance(root, list) else root["threatmodel"].values():
        counts["threats"] += len(list(blocks(model, "threat")))
        diagrams = list(blocks(model, "dataFlowDiagram", "data_flow_diagram_v2"))
        diagrams += [model["data_flow_diagram"]] if "data_flow_diagram" in model else []
        counts["useCases"] += max(1, len(diagrams))
        for diagram in diagrams:
            zones = set()
            count_elements(diagram, zones)
            for zone in blocks(diagram, "trustZone", "trust_zone"):
                zones.add(zone["name"])
                count_elements(zone, set())
            counts["boundaries"] += len(zones)
            counts["flows"] += len(list(blocks(diagram, "flow")))
    return counts


class Failure(Exception):
    pass


def demand(value, members, where):
    """Each member of a table {name: type}, a type in a tuple alone being one that may be missing."""
    for name, wanted in members.items():
        may_miss = isinstance(wanted, tuple)
        wanted = wanted[0] if may_miss else wanted
        if name not in value and may_miss:
            continue
        item = value.get(name)
        is_right = isinstance(item, (int, float) if wanted is float else wanted)
        if not is_right or (wanted in (int, float) and isinstance(item, bool)):
            raise Failure(f"{where}: “{name}” is {item!r}, not {wanted.__name__}")


def check_threat_dragon_cell(cell, ids):
    where = f"cell {cell.get('id')}"
    data = cell.get("data", {})
    demand(cell, {"id": str, "shape": str, "zIndex": int, "visible": (bool,), "vertices": (list,), "attrs": (dict,)}, where)
    demand(data, {"type": str, "hasOpenThreats": bool, "name": (str,), "description": (str,)}, where)
    if "size" in cell:
        demand(cell["size"], {"width": float, "height": float}, where)
        demand(cell["position"], {"x": float, "y": float}, where)
        if min(cell["size"].values()) < 10:
            raise Failure(f"{where} is smaller than 10")
    for end in (cell[name] for name in ("source", "target") if name in cell):
        demand(end, {"cell": (str,), "x": (int,), "y": (int,)}, where)
        if "cell" in end and end["cell"] not in ids:
            raise Failure(f"{where}: an end leads to no cell")
    for style in (cell.get("attrs", {}).get(name) for name in ("body", "line", "topLine", "bottomLine")):
        if style is not None:
            demand(style, {"stroke": str, "strokeWidth": float, "strokeDasharray": str}, where)
    wanted = {"description": str, "mitigation": str, "severity": str, "status": str, "title": str, "type": str}
    for threat in data.get("threats", []):
        demand(threat, {**wanted, "id": str, "number": int, "modelType": (str,), "score": (str,)}, where)


def check_threat_dragon(path):
    """The rules of threat-dragon-v2.schema.json, and that threats stand where the tool looks for them."""
    root = load(path)
    demand(root, {"version": str, "summary": dict, "detail": dict}, "the file")
    demand(root["summary"], {"title": str, "owner": (str,), "description": (str,)}, "summary")
    if not isinstance(root["summary"].get("id", 0), (int, str)):
        raise Failure("the summary's id is neither a number nor a text")
    detail = root["detail"]
    demand(detail, {"contributors": list, "diagrams": list, "reviewer": str, "diagramTop": int, "threatTop": int}, "detail")
    numbers = set()
    for diagram in detail["diagrams"]:
        demand(diagram, {"id": int, "title": str, "diagramType": str, "thumbnail": str, "version": str}, "diagram")
        if diagram["id"] in numbers or diagram["id"] >= detail["diagramTop"] or len(diagram["version"]) > 10:
            raise Failure("a diagram's number or version is not as it must be")
        numbers.add(diagram["id"])
        cells = [cell for cell in diagram["cells"] if cell.get("shape") != "hexagon"]
        ids = {cell["id"] for cell in cells}
        if len(ids) < len(cells):
            raise Failure("two cells of a diagram have one id")
        for cell in cells:
            check_threat_dragon_cell(cell, ids)
        top = max((t["number"] for cell in cells for t in cell["data"].get("threats", [])), default=0)
        if top > detail["threatTop"]:
            raise Failure("threatTop is below a threat's number")


def check_tm_bom(path):
    """That members are those of threat-model.schema.json, which allows no others, and names lead somewhere."""
    text = {"symbolic_name": str, "title": str, "description": str}
    wanted = {
        "trust_zones": text,
        "actors": {**text, "type": str, "permissions": (str,), "trust_zone": (str,)},
        "components": {**text, "parent_component": (str,), "trust_zone": (str,), "repo_link": (str,)},
        "data_stores": {**text, "type": str, "vendor": (str,), "product": (str,), "trust_zone": (str,)},
        "data_sets": {**text, "placements": list, "data_sensitivity": list, "access_control_methods": (list,), "record_count": (int,)},
        "data_flows": {**text, "source": dict, "destination": dict, "has_sensitive_data": bool, "encrypted": bool},
        "threats": {**text, "components_affected": (list,), "threat_persona": str, "event": str, "sources": list,
                    "attack_mechanisms": (list,), "weaknesses": (list,)},
        "controls": {**text, "threats": list, "trust_boundary": (dict,), "status": str, "priority": str},
        "risks": {**text, "threats": list, "likelihood": str, "impact": str, "impact_description": str, "score": int, "level": str},
    }
    root = load(path)
    names = {}
    for member, members in wanted.items():
        for item in root[member]:
            demand(item, members, member)
            if set(item) - set(members):
                raise Failure(f"{member}: {set(item) - set(members)} may not stand there")
            if not item["symbolic_name"] or item["symbolic_name"] in names.setdefault(member, set()):
                raise Failure(f"{member}: two are called {item['symbolic_name']}")
            names[member].add(item["symbolic_name"])
    lists = {"actor": "actors", "component": "components", "data_store": "data_stores"}
    for flow in root["data_flows"]:
        for end in (flow["source"], flow["destination"]):
            if end["object"] not in names.get(lists[end["type"]], set()):
                raise Failure(f"{flow['symbolic_name']} leads to no {end['type']}")
    for pair in root["trust_boundaries"]:
        demand(pair, {"trust_zone_a": str, "trust_zone_b": str}, "trust boundary")
    demand(root["scope"], {"title": str, "description": str, "business_criticality": str, "data_sensitivity": list,
                           "exposure": str, "tier": str}, "scope")


# By folder of the samples: format, count, and how to check what is written, where it is.
FORMATS = {
    "threatcl": ("threatcl", count_threatcl, None),
    "tm-bom": ("tm-bom", count_tm_bom, check_tm_bom),
    "threat-composer": ("threat-composer", count_threat_composer, None),
    "threat-dragon-v1": ("threat-dragon", count_threat_dragon, check_threat_dragon),
    "threat-dragon-v2": ("threat-dragon", count_threat_dragon, check_threat_dragon),
}


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=60)
    if done.returncode < 0:
        raise Failure(f"{arguments[0]} ended by signal {-done.returncode}")
    return done


def do(program, *arguments):
    done = run(program, *arguments)
    if done.returncode > 1:
        raise Failure(f"{arguments[0]}: {done.stderr.strip()[:300]}")
    return done


def counted(model):
    counts = {kind: len(model.get(kind, [])) for kind in KINDS}
    # A model has a use case, whether or not the file had a diagram.
    return counts


def without_numbers(value):
    """What a writer may add: numbers and ids of its own."""
    return {name: item for name, item in value.items() if name not in ("id", "number", "order")}


def say(model, format_name):
    """The model as a multiset of sentences in which records are named by what they say, not by ids."""
    names = {"model": "model"}
    for kind, records in model.items():
        for record in records if isinstance(records, list) else []:
            names[record["id"]] = "|".join(
                str(record.get(field, "")) for field in ("title", "name", "text", "box", "points", "severity")
            )
    # Two rounds, so that what hangs on something is named by that as well.
    for _ in range(2):
        for kind, records in model.items():
            for record in records if isinstance(records, list) else []:
                parents = [names.get(record.get(field), "") for field in ("source", "target", "on", "useCase")]
                names[record["id"]] = names[record["id"]][:200] + "<" + "&".join(parents)[:200]

    def put(value):
        if isinstance(value, str):
            return names.get(value, value)
        if isinstance(value, list):
            return [put(item) for item in value]
        return value

    sentences = collections.Counter()
    for kind, records in model.items():
        for record in records if isinstance(records, list) else []:
            for field, value in without_numbers(record).items():
                if field != format_name:
                    sentences[f"{kind} {names[record['id']]} {field}: {put(value)}"] += 1
    for field, value in without_numbers(model.get("model", {})).items():
        if field != format_name:
            sentences[f"model {field}: {put(value)}"] += 1
    return sentences


def collect_kept(value, path=""):
    """What was kept for the way back, one value each."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from collect_kept(item, f"{path}/{name}")
    else:
        # Of two with one id, the other gets one of its own.
        if not path.endswith("/id"):
            yield f"{path}: {json.dumps(value)}"


def list_kept(model, format_name):
    kept = collections.Counter()
    for records in model.values():
        for record in records if isinstance(records, list) else [records] if isinstance(records, dict) else []:
            kept.update(collect_kept(record.get(format_name, {})))
    return kept


def check_counts(path, count, model):
    try:
        wanted = count(path)
    except (ValueError, KeyError, TypeError) as error:
        raise Failure(f"the counter cannot read it: {error}") from error
    wanted["useCases"] = max(wanted["useCases"], 1)
    got = counted(model)
    for kind in KINDS:
        if kind in wanted and wanted[kind] != got[kind]:
            raise Failure(f"{kind}: {wanted[kind]} in the file, {got[kind]} in the model")
        if kind not in wanted and got[kind] and kind != "notes":
            raise Failure(f"{kind}: none in the file, {got[kind]} in the model")


def check_way_back(program, folder, format_name, check_written, model_path, model):
    there, back = folder / "there", folder / "back.moat"
    do(program, "export", model_path, "-o", there, "--format", format_name)
    check_written(there)
    do(program, "import", there, "-o", back, "--from", format_name)
    again = json.loads(back.read_text())
    lost = say(model, format_name) - say(again, format_name)
    added = say(again, format_name) - say(model, format_name)
    if lost or added:
        raise Failure(f"there and back: lost {list(lost)[:3]}, added {list(added)[:3]}")
    lost = list_kept(model, format_name) - list_kept(again, format_name)
    if lost:
        raise Failure(f"there and back: no longer kept {list(lost)[:3]}")


def check_file(program, path, format_name, count, check_written):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        # One name for both, since a model is known by its file's name too.
        model_path, twin = folder / "model.moat", folder / "twin.moat"
        done = run(program, "import", path, "-o", model_path)
        if done.returncode == 2:
            lines = done.stderr.strip().splitlines()
            if len(lines) != 1 or not lines[0].endswith("."):
                raise Failure(f"refused without a sentence: {done.stderr[:300]}")
            return f"refused: {lines[0][-120:]}"
        model = json.loads(model_path.read_text())
        check_counts(path, count, model)
        do(program, "import", path, "-o", twin, "--from", format_name)
        if twin.read_bytes() != model_path.read_bytes():
            raise Failure("a second import gives other bytes")
        before = model_path.read_bytes()
        do(program, "fmt", model_path)
        if before != model_path.read_bytes():
            raise Failure("the model is not whole: fmt changed it")
        if check_written:
            check_way_back(program, folder, format_name, check_written, model_path, model)
    return ""


def main():
    program, samples, words = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    if not samples.is_dir():
        print(f"1..0 # SKIP there is no folder {samples.name}")
        return
    number = 0
    for folder, (format_name, count, check_written) in sorted(FORMATS.items()):
        for path in sorted((samples / folder).glob("*")):
            if words and not any(word in str(path) for word in words):
                continue
            number += 1
            try:
                note = check_file(program, path, format_name, count, check_written)
                print(f"ok {number} - {folder}/{path.name}{' # ' + note if note else ''}")
            except (Failure, subprocess.TimeoutExpired) as error:
                print(f"not ok {number} - {folder}/{path.name}\n# {error}")
    print(f"1..{number}")


main()
