"""Builds the program of one test file and runs it, again and again until every test had its turn.

A test that crashes or hangs takes its process with it: it gets that outcome, and a new process goes on with
the tests behind it.
"""
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SHIMS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "tests", "cpython", "shims") # of _testcapi and _testinternalcapi
PYTHON = "/usr/bin/python3"
LIBRARY = "/usr/lib/python3.11"
MEMORY = 6 << 30
BUILD_SECONDS = 600
ENDINGS = ("passed", "failed", "errored", "skipped", "expected-failure", "unexpected-success")

PROGRAM = '''\
import driver

def load():
    import test.{name}
    return test.{name}

def parts():  # never called: modules that a test package finds by looking into its folder
{parts}
if __name__ == "__main__":  # not in processes that tests start from this file
    driver.main(load)
'''


def unescape(text):
    return text.encode("ascii", "backslashreplace").decode("unicode_escape")


class Result:
    """What became of one test file: id -> (outcome, text, seconds)."""

    def __init__(self, name):
        self.name = name
        self.tests = {}
        self.problem = ""  # why tests are missing: does not compile, its import fails, ...
        self.build_seconds = self.run_seconds = 0.0


class Runner:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.join(options.build, "cpython-tests")
        self.include = os.path.join(self.folder, "include")
        os.makedirs(self.include, exist_ok=True)
        # The test package is found through -I, as modules of the user's: all their code counts as
        # reachable, and is compiled at the level asked for.
        link = os.path.join(self.include, "test")
        if not os.path.islink(link):
            os.symlink(os.path.join(LIBRARY, "test"), link)

    def run(self, name):
        result = Result(name)
        work = os.path.join(self.folder, self.options.mode, name)
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        command = self.command(name, work, result)
        if command:
            started = time.monotonic()
            self.run_all(command, work, result)
            result.run_seconds = time.monotonic() - started
        if not self.options.keep and os.path.exists(os.path.join(work, "program")):
            os.remove(os.path.join(work, "program"))
        return result

    def command(self, name, work, result):
        """Writes the program of a test file; returns how to start it, or None when it does not build."""
        source = os.path.join(work, "main.py")
        with open(source, "w", encoding="utf-8") as file:
            file.write(PROGRAM.format(name=name, parts=self.parts(name)))
        if self.options.mode == "reference":
            return [PYTHON, "-B", source]
        how = "--interpret" if self.options.mode == "interpret" else self.options.mode
        build = [self.options.regius, how, "-I", HERE, "-I", SHIMS, "-I", self.include, source, "-o", os.path.join(work, "program")]
        started = time.monotonic()
        with open(os.path.join(work, "build.log"), "w", encoding="utf-8") as log:
            try:
                status = subprocess.run(build, stdout=log, stderr=log, timeout=BUILD_SECONDS).returncode
            except subprocess.TimeoutExpired:
                status = f"no end after {BUILD_SECONDS} s"
        result.build_seconds = time.monotonic() - started
        if status == 0:
            return [os.path.join(work, "program")]
        with open(os.path.join(work, "build.log"), encoding="utf-8", errors="replace") as log:
            last = [line for line in log.read().splitlines() if "warning:" not in line][-1:]
        result.problem = f"does not compile: {last[0] if last else ''} (status {status})"
        return None

    def parts(self, name):
        folder = os.path.join(LIBRARY, "test", name)
        lines = []
        for directory, folders, files in os.walk(folder):
            folders[:] = sorted(f for f in folders if os.path.exists(os.path.join(directory, f, "__init__.py")))
            package = "test." + os.path.relpath(directory, os.path.dirname(folder)).replace("/", ".")
            lines += [f"    import {package}.{f[:-3]}\n" for f in sorted(files) if f.endswith(".py") and f != "__init__.py"]
        return "".join(lines) or "    pass\n"

    def run_all(self, command, work, result):
        file = os.path.join(work, "results")
        while True:
            before = len(result.tests)
            ending = self.run_once([*command, file, *self.options.select], work)
            running, done = read_results(file, result)
            if running:
                result.tests[running] = ("crashed" if ending != "hang" else "hung", ending, 0.0)
            if done:
                return
            if len(result.tests) == before:
                result.problem = f"died outside of tests: {ending}"
                return

    def run_once(self, command, work):
        """One process: '' when it ended by itself, else how it died. Progress is what resets the clock."""
        cwd = tempfile.mkdtemp(prefix="cpython-test-")
        environment = {"PATH": "/usr/bin:/bin", "HOME": cwd, "TMPDIR": cwd, "LANG": "C.UTF-8", "TZ": "UTC",
                       "REGIUS_PYTHON": os.path.join(os.path.dirname(self.options.regius), "regius-python")}
        for name in ("PYTHONHASHSEED", "REGIUS_GC_STRESS", "REGIUS_GC_POISON"):
            if name in os.environ:
                environment[name] = os.environ[name]
        if self.options.mode == "reference":
            environment["PYTHONPATH"] = HERE
        file = command[command.index(os.path.join(work, "results"))]
        with open(os.path.join(work, "output.log"), "ab") as log:
            child = subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                     start_new_session=True, preexec_fn=prepare_child)
            size, since = -1, time.monotonic()
            while child.poll() is None:
                now = os.path.getsize(file) if os.path.exists(file) else 0
                if now != size:
                    size, since = now, time.monotonic()
                if time.monotonic() - since > self.options.timeout:
                    break
                time.sleep(0.02)
            ending = "hang" if child.returncode is None else describe_status(child.returncode)
            try:
                os.killpg(child.pid, signal.SIGKILL)  # also what the tests started and left behind
            except ProcessLookupError:
                pass
            child.wait()
        shutil.rmtree(cwd, ignore_errors=True)
        return ending


def prepare_child():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def describe_status(status):
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def read_results(path, result):
    """Adds the finished tests of a result file; returns the one that was running and whether all had their turn."""
    running, done = None, False
    if not os.path.exists(path):
        return running, done
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            event, name, seconds, text = line.rstrip("\n").split("\t", 3)
            if event == "start":
                running, started = name, float(seconds)
            elif event == "done":
                done = True
            elif name == "import":
                result.problem = f"import {event}: {unescape(text)}"
            elif event in ENDINGS:
                elapsed = float(seconds) - started if running == name else 0.0
                running = None if running == name else running
                result.tests[name] = (event, unescape(text), elapsed)
    if running in result.tests:
        running = None  # its death was noted before
    return running, done
