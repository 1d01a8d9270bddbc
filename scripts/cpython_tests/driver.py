"""Runs one module of CPython's tests inside the process that is tested, and streams what happens.

The module is a plain unittest program; this file is compiled into it (or imported by the reference). Each
event is one line of the result file, written at once, so that after a crash the last line names the test
that was running:

    event <tab> id <tab> seconds <tab> text      text is escaped like a Python string

Events: start, then passed, failed, errored, skipped, expected-failure or unexpected-success; a fixture that
fails (setUpClass, setUpModule) appears as an errored id of its own; `done` ends the file. Tests that the
file already mentions are left out: a process that died is replaced by one that goes on behind the crash.
Subtests count as part of their method.
"""
import os
import signal
import sys
import time
import traceback
import unittest
from test import support

REASON_SIZE = 6000


class ResultFile:
    def __init__(self, path):
        self.seen = set()
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.seen = {line.split("\t")[1] for line in file if "\t" in line}
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
        self.started = time.monotonic()

    def write(self, event, name, text=""):
        text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
        line = f"{event}\t{name}\t{time.monotonic() - self.started:.3f}\t{text}\n"
        os.write(self.handle, line.encode("utf-8", "backslashreplace"))


def describe(error):
    """The traceback, or what can still be said when printing it fails."""
    try:
        text = "".join(traceback.format_exception(*error))
    except BaseException as problem:
        text = f"{type(error[1]).__name__}: {error[1]} (no traceback: {type(problem).__name__}: {problem})"
    return text if len(text) <= REASON_SIZE else text[:1000] + "\n...\n" + text[-REASON_SIZE:]


def identity(test):
    """The name that name_tests gave to a test, for a subtest that of its method; fixtures have their own."""
    test = getattr(test, "test_case", test)
    return getattr(test, "recorded_name", None) or test.id()


def name_tests(suite, count):
    """Ids without the package; the second of the same id (a class made by a factory, twice) ends in #2."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            name_tests(test, count)
        else:
            name = test.id().removeprefix("test.")
            count[name] = count.get(name, 0) + 1
            test.recorded_name = name if count[name] == 1 else f"{name}#{count[name]}"


class StreamingResult(unittest.TestResult):
    def __init__(self, file):
        super().__init__()
        self.file = file
        self.outcomes = {}

    def note(self, test, outcome, text=""):
        name = identity(test)
        if not isinstance(test, unittest.TestCase) and not hasattr(test, "test_case"):
            self.file.write(outcome, name, text)  # a fixture: no start, no stop
        elif outcome == "skipped" and test is not getattr(test, "test_case", test):
            pass  # one subtest skipped: the method goes on
        elif name not in self.outcomes or outcome in ("failed", "errored"):
            before = self.outcomes.get(name, ("", ""))[1]
            self.outcomes[name] = (outcome, before + text if before else text)

    def startTest(self, test):
        super().startTest(test)
        self.file.write("start", identity(test))

    def stopTest(self, test):
        super().stopTest(test)
        outcome, text = self.outcomes.pop(identity(test), ("errored", "no outcome"))
        self.file.write(outcome, identity(test), text)

    def addSuccess(self, test):
        self.note(test, "passed")

    def addFailure(self, test, error):
        self.note(test, "failed", describe(error))

    def addError(self, test, error):
        self.note(test, "errored", describe(error))

    def addSkip(self, test, reason):
        self.note(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        self.note(test, "expected-failure")

    def addUnexpectedSuccess(self, test):
        self.note(test, "unexpected-success")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note(test, "failed" if issubclass(error[0], test.failureException) else "errored", describe(error))


def remaining(suite, seen):
    """The suite without the tests whose id was seen; nested suites stay, for their fixtures."""
    rest = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            rest.addTest(remaining(test, seen))
        elif identity(test) not in seen:
            rest.addTest(test)
    return rest


def selected(suite, names):
    rest = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            rest.addTest(selected(test, names))
        elif any(name in identity(test) for name in names):
            rest.addTest(test)
    return rest


def run_details_of_cpython():
    """Tests that are marked as details of CPython run too, so that each one that fails stands in the list with what
    is different. check_impl_detail() inside of tests goes on telling the truth."""
    def for_cpython(test):
        return test

    def impl_detail(msg=None, **guards):
        guards, default = support._parse_guards(guards)
        return for_cpython if guards.get("cpython", default) else unittest.skip(msg or "not for CPython")

    support.cpython_only = for_cpython
    support.impl_detail = impl_detail


def main(load):
    """load() imports and returns the test module; the arguments are the result file and parts of ids to run."""
    if os.path.basename(sys.argv[1]) != "results":  # a test started this program for a python, with a file to run
        raise SystemExit(f"not a result file: {sys.argv[1]}")
    file = ResultFile(sys.argv[1])
    names = sys.argv[2:]
    del sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    run_details_of_cpython()
    support.use_resources = []  # no network, no sound, nothing that takes minutes: as regrtest without -u
    try:
        module = load()
        suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    except unittest.SkipTest as reason:
        file.write("skipped", "import", str(reason))
    except BaseException:
        file.write("errored", "import", describe(sys.exc_info()))
    else:
        name_tests(suite, {})
        suite = remaining(suite, file.seen)
        if names:
            suite = selected(suite, names)
        suite.run(StreamingResult(file))
    file.write("done", "-")
