"""Runs a command in a pseudo terminal and types what the lines of standard input say.

    python3 terminal.py COMMAND... <keys

Each line is typed when the program has been quiet for a moment; escapes as in a Python string. What the terminal shows is
written to ./screen, since it depends on the line editor; the exit status is printed.
"""
import os
import pty
import select
import sys
import time

QUIET, LIMIT = 0.3, 20


def main():
    keys = [line.rstrip("\n").encode().decode("unicode_escape").encode("latin-1") for line in sys.stdin]
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="vt100", COLUMNS="120", LINES="30")
        os.execvp(sys.argv[1], sys.argv[1:])
    shown = b""
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], QUIET if shown else LIMIT)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:  # the other side has been closed
                data = b""
            if not data:
                break
            shown += data
        elif keys:
            os.write(terminal, keys.pop(0))
    else:
        os.kill(process, 9)
    _, status = os.waitpid(process, 0)
    with open("screen", "wb") as file:
        file.write(shown)
    print("exit status", os.waitstatus_to_exitcode(status))


main()
