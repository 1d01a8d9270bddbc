"""What is on record about CPython's tests, in tests/cpython:

files.txt           test files: name, tier, and `fast` for those that every test run includes
tierN.ids           the tests that CPython itself runs and does not skip: sections [file], ids (a leading
                    dot stands for the file's name)
tierN.failures      those of them that do not pass here: id, outcome, reason, separated by tabs; `file.*`
                    speaks for all ids of a file. An outcome like `failed (compiled)` or `failed (interpreted)`
                    is that of one way of running only; `failed sometimes` is not that of every run
"""
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "tests", "cpython")
REASONS = ("implementation-detail", "environment", "missing", "bug", "unsorted")
PASSING = ("passed", "expected-failure")


def lines(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def files():
    """Test file -> (tier, is in the fast subset)."""
    table = {}
    for line in lines(os.path.join(FOLDER, "files.txt")):
        name, tier, *marks = line.split()
        table[name] = (int(tier), "fast" in marks)
    return table


def read_ids(tier):
    table, section = {}, None
    for line in lines(os.path.join(FOLDER, f"tier{tier}.ids")):
        if line.startswith("["):
            section = line.strip("[]")
            table[section] = []
        else:
            table[section].append(section + line if line.startswith(".") else line)
    return table


def write_ids(tier, table):
    with open(os.path.join(FOLDER, f"tier{tier}.ids"), "w", encoding="utf-8") as out:
        for section in sorted(table):
            out.write(f"[{section}]\n")
            for name in sorted(table[section]):
                out.write((name.removeprefix(section) if name.startswith(section + ".") else name) + "\n")


def way_of(mode):
    return "interpreted" if mode == "interpret" else "compiled"


def for_mode(listed, mode):
    """Those of a list that a mode must show."""
    return {name: entry for name, entry in listed.items()
            if not entry[0].endswith(")") or entry[0].endswith(f"({way_of(mode)})")}


def is_changing(entry):
    """The outcome of a test differs from run to run; such a line is written by hand, and stays."""
    return entry[0].endswith(" sometimes")


def read_failures(tier):
    """id or file.* -> (outcome, reason)."""
    table = {}
    for line in lines(os.path.join(FOLDER, f"tier{tier}.failures")):
        name, outcome, reason = line.split("\t")
        if reason.split(":")[0] not in REASONS:
            raise SystemExit(f"tier{tier}.failures: {name}: a reason is one of {', '.join(REASONS)}")
        table[name] = (outcome, reason)
    return table


def write_failures(tier, table):
    with open(os.path.join(FOLDER, f"tier{tier}.failures"), "w", encoding="utf-8") as out:
        for name in sorted(table):
            out.write("\t".join((name, *table[name])) + "\n")


def reason_for(outcome, text):
    """A first guess from the traceback; somebody sorts it."""
    last = [line for line in text.strip().splitlines() if line and not line.startswith(" ")][-1:] or [""]
    missing = re.search(r"No module named '([\w.]+)'", text)
    if missing:
        return "missing: " + missing[1]
    if "NotImplementedError" in last[0]:
        return "missing: " + last[0].partition(": ")[2][:100]
    if outcome == "skipped" and "implementation detail" in text:
        return "implementation-detail: the test itself says so"
    if outcome == "skipped":
        return "unsorted: skipped: " + text.strip()[:100]
    return f"unsorted: {last[0].strip()[:120]}".replace("\t", " ")


def failures_of(result, ids):
    """The ids of a file that do not pass: id -> (outcome, guessed reason)."""
    found = {}
    for name in ids:
        outcome, text, _ = result.tests.get(name, ("not-run", result.problem or "not among the tests that ran", 0.0))
        if outcome not in PASSING:
            found[name] = (outcome, reason_for(outcome, text))
    if ids and len(found) == len(ids) and all(entry == ("not-run", found[ids[0]][1]) for entry in found.values()):
        return {result.name + ".*": found[ids[0]]}
    return found


def compare(result, ids, listed, failures):
    """Ids that newly fail, and listed ones that pass. A line for the whole file covers all its ids."""
    covered = result.name + ".*" in listed
    new = [name for name in failures if name not in listed and not covered]
    if result.name + ".*" in failures and not covered:
        new = [result.name + ".*"]
    fixed = [name for name in ids if name in listed and name not in failures and not is_changing(listed[name])
             and result.name + ".*" not in failures]
    if covered and result.name + ".*" not in failures:
        fixed.append(result.name + ".*")
    return new, fixed


def merge(listed, ids, name, failures, mode):
    """The list with the lines of one file replaced; reasons that somebody wrote stay. What passes in this mode but was
    listed for both goes on to be listed for the other."""
    own = {*ids, name + ".*"}
    changing = {key: entry for key, entry in listed.items() if key in own and is_changing(entry)}
    listed = {key: entry for key, entry in listed.items() if key not in changing}
    failures = {key: entry for key, entry in failures.items() if key not in changing}
    here = for_mode(listed, mode)
    table = {key: value for key, value in listed.items() if key not in own or (key not in here and key not in failures)}
    for key, (outcome, reason) in failures.items():
        old = listed.get(key)
        keep = old and not old[1].startswith("unsorted")
        if key in here and old[0].endswith(")"):
            outcome += f" ({way_of(mode)})"
        table[key] = (outcome, old[1] if keep else reason)
    other = "compiled" if way_of(mode) == "interpreted" else "interpreted"
    for key in own & here.keys() - failures.keys():
        if not listed[key][0].endswith(")") and name + ".*" not in failures:
            table[key] = (f"{listed[key][0]} ({other})", listed[key][1])
    return table | changing
