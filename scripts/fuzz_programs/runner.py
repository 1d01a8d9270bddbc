"""Runs a batch of programs on CPython and on Regius in several ways, and compares part by part.

A part that crashes or hangs takes its process with it: that is its outcome, and a new process goes on with the
next part.
"""
import os
import re
import resource
import shutil
import signal
import subprocess

from . import program

PYTHON = "/usr/bin/python3"
MEMORY = 6 << 30
BUILD_SECONDS = 900
WAYS = {"interpret": "--interpret", "O0": "-O0", "O2": "-O2"}
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
MARK = re.compile(r"^=== (\d+)\n", re.MULTILINE)


class Mismatch:
    """A part that Regius ran otherwise: outcomes are (standard output, standard error, how it ended)."""

    def __init__(self, seed, way, expected, actual):
        self.seed, self.way, self.expected, self.actual = seed, way, expected, actual

    def kind(self):
        return self.actual[2] if self.actual[2] != self.expected[2] else "difference"

    def summary(self):
        for number, stream in enumerate(("output", "errors")):
            left, right = self.expected[number].splitlines(), self.actual[number].splitlines()
            for a, b in zip(left + [None] * len(right), right + [None] * len(left)):
                if a != b:
                    return f"{stream}: expected {a!r}, got {b!r}"
        return f"ended: expected {self.expected[2]}, got {self.actual[2]}"


class BuildFailure(Exception):
    pass


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def normal(text, folder):
    """Without addresses, and with the paths of the parts as they were given."""
    return ADDRESS.sub("at 0x...", text.replace(folder + "/", "").replace('"./', '"'))


class Runner:
    def __init__(self, regius, folder, seconds=30):
        self.regius, self.folder, self.seconds = os.path.abspath(regius), os.path.abspath(folder), seconds
        os.makedirs(self.folder, exist_ok=True)
        self.environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "HOME": self.folder,
                            "XDG_CACHE_HOME": os.path.join(self.folder, "cache")}
        for name in ("REGIUS_GC_STRESS", "REGIUS_GC_POISON"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def build(self, folder, way):
        target = os.path.join(folder, way)
        with open(target + ".log", "w", encoding="utf-8") as log:
            try:
                status = subprocess.run([self.regius, WAYS[way], "main.py", "-o", target], cwd=folder, env=self.environment,
                                        stdout=log, stderr=log, timeout=BUILD_SECONDS).returncode
            except subprocess.TimeoutExpired:
                status = f"no end after {BUILD_SECONDS} s"
        if status != 0:
            with open(target + ".log", encoding="utf-8", errors="replace") as log:
                raise BuildFailure(f"does not compile (status {status}): {log.read().strip()[-300:]}")
        return [target]

    def outcomes(self, command, folder, seeds):
        """Seed -> (standard output, standard error, how it ended)."""
        found, start = {}, 0
        while start < len(seeds):
            output, errors, ending = self.once([*command, str(start)], folder)
            pieces = [dict(zip(map(int, split[1::2]), split[2::2])) for split in (MARK.split(output), MARK.split(errors))]
            ran = [seed for seed in seeds[start:] if seed in pieces[0]]
            if not ran:
                found[seeds[start]] = (output, errors, ending)
                start += 1
                continue
            for seed in ran:
                found[seed] = (pieces[0][seed], pieces[1].get(seed, ""), "went on")
            last = ran[-1]
            found[last] = (*found[last][:2], ending)
            start = seeds.index(last) + 1
        return found

    def once(self, command, folder):
        with open(os.path.join(folder, "stdout"), "w+b") as output, open(os.path.join(folder, "stderr"), "w+b") as errors:
            child = subprocess.Popen(command, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
                                     preexec_fn=limit)
            try:
                status = child.wait(self.seconds)
                ending = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                ending = "hang"
            texts = []
            for stream in (output, errors):
                stream.seek(0)
                texts.append(normal(stream.read(20_000_000).decode("utf-8", "backslashreplace"), folder))
        return (*texts, ending)

    def compare(self, folder, seeds, ways):
        """Mismatches of the batch in the folder, and how many of its programs count: those that CPython ends."""
        expected = self.outcomes([PYTHON, "-B", "main.py"], folder, seeds)
        good = [seed for seed in seeds if expected[seed][2] in ("went on", "exit status 0", "exit status 1")]
        mismatches = []
        for way in ways:
            try:
                command = self.build(folder, way)
            except BuildFailure as failure:
                mismatches += self.blame(folder, seeds, way, str(failure))
                continue
            actual = self.outcomes(command, folder, seeds)
            mismatches += [Mismatch(seed, way, expected[seed], actual[seed]) for seed in good if actual[seed] != expected[seed]]
            os.remove(command[0])
        return mismatches, len(good)

    def blame(self, folder, seeds, way, text):
        """The parts that make the compiler fail."""
        if len(seeds) == 1:
            return [Mismatch(seeds[0], way, ("", "", "compiles"), ("", "", text))]
        found = []
        for half in (seeds[:len(seeds) // 2], seeds[len(seeds) // 2:]):
            work = folder + "-" + str(half[0])
            program.write_batch(work, half)
            try:
                os.remove(self.build(work, way)[0])
            except BuildFailure as failure:
                found += self.blame(work, half, way, str(failure))
            shutil.rmtree(work)
        return found

    def batch(self, seeds, ways):
        folder = os.path.join(self.folder, f"batch-{seeds[0]}")
        program.write_batch(folder, seeds)
        result = self.compare(folder, seeds, ways)
        shutil.rmtree(folder)
        return result

    def single(self, text, way, name="reduce"):
        """The mismatch of one source, or None."""
        folder = os.path.join(self.folder, name)
        program.write_batch(folder, [0], {0: text})
        mismatches, _ = self.compare(folder, [0], [way])
        return mismatches[0] if mismatches else None
