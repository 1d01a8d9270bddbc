#!/usr/bin/env python3
"""Analyses web server logs in the common or combined format.

    loganalyser access.log [more.log ...] [--top N] [--since DATE] [--until DATE]
                [--status 404,5xx] [--path REGEX] [--by hour|day|status|path|host|agent]
                [--format text|csv|json] [--errors]

Reads plain text logs, groups the requests and prints a report. Lines that are not log entries are
counted and, with --errors, listed. Exit status: 0, 1 when a file cannot be read, 2 for wrong usage,
3 when not a single line could be understood.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict, namedtuple

MONTHS = {name: number for number, name in enumerate(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)}

LINE = re.compile(
    r"""
    (?P<host>\S+)\s+                          # client
    (?P<ident>\S+)\s+
    (?P<user>\S+)\s+
    \[(?P<day>\d{1,2})/(?P<month>[A-Z][a-z]{2})/(?P<year>\d{4})
      :(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s*(?P<zone>[+-]\d{4})?\]\s+
    "(?P<request>(?:[^"\\]|\\.)*)"\s+
    (?P<status>\d{3})\s+
    (?P<size>\d+|-)
    (?:\s+"(?P<referer>(?:[^"\\]|\\.)*)"\s+"(?P<agent>(?:[^"\\]|\\.)*)")?
    \s*$
    """,
    re.VERBOSE,
)

REQUEST = re.compile(r"^(?P<method>[A-Z]+)\s+(?P<target>\S+)(?:\s+HTTP/(?P<version>[\d.]+))?$")

AGENTS = [
    ("bot", re.compile(r"bot|crawl|spider|slurp", re.IGNORECASE)),
    ("curl", re.compile(r"^(?:curl|wget)/", re.IGNORECASE)),
    ("edge", re.compile(r"\bEdg(?:e|A|iOS)?/")),
    ("chrome", re.compile(r"\bChrom(?:e|ium)/")),
    ("firefox", re.compile(r"\bFirefox/")),
    ("safari", re.compile(r"\bSafari/")),
]


class LogError(Exception):
    """A line that is not a log entry."""


class Entry(namedtuple("Entry", "host user when method path query status size referer agent")):
    """One request. `when` is (year, month, day, hour, minute, second)."""

    __slots__ = ()

    @property
    def day(self):
        return "%04d-%02d-%02d" % self.when[:3]

    @property
    def hour(self):
        return "%s %02d:00" % (self.day, self.when[3])

    @property
    def failed(self):
        return self.status >= 400


def classify_agent(text):
    if not text or text == "-":
        return "unknown"
    for name, pattern in AGENTS:
        if pattern.search(text):
            return name
    return "other"


def unescape(text):
    return re.sub(r"\\(.)", r"\1", text)


def parse_line(line):
    """Turns one line into an Entry; LogError says what is wrong with it."""
    match = LINE.match(line)
    if match is None:
        raise LogError("not a log line")
    fields = match.groupdict()
    if fields["month"] not in MONTHS:
        raise LogError(f"unknown month {fields['month']!r}")
    request = REQUEST.match(unescape(fields["request"]))
    if request is None:
        raise LogError(f"bad request {fields['request']!r}")
    path, _, query = request["target"].partition("?")
    when = (int(fields["year"]), MONTHS[fields["month"]], int(fields["day"]),
            int(fields["hour"]), int(fields["minute"]), int(fields["second"]))
    if not (1 <= when[2] <= 31 and when[3] < 24 and when[4] < 60 and when[5] < 61):
        raise LogError("impossible date")
    return Entry(
        host=fields["host"],
        user=None if fields["user"] == "-" else fields["user"],
        when=when,
        method=request["method"],
        path=path or "/",
        query=query,
        status=int(fields["status"]),
        size=0 if fields["size"] == "-" else int(fields["size"]),
        referer=None if fields["referer"] in (None, "-") else fields["referer"],
        agent=classify_agent(fields["agent"]),
    )


class StatusSet:
    """A set of status codes such as "404,5xx,200-206"."""

    def __init__(self, text):
        self.ranges = []
        for part in text.split(","):
            part = part.strip().lower()
            if re.fullmatch(r"[1-5]xx", part):
                low = int(part[0]) * 100
                self.ranges.append(range(low, low + 100))
            elif re.fullmatch(r"\d{3}", part):
                self.ranges.append(range(int(part), int(part) + 1))
            elif re.fullmatch(r"\d{3}-\d{3}", part):
                low, high = map(int, part.split("-"))
                if low > high:
                    raise argparse.ArgumentTypeError(f"empty status range {part!r}")
                self.ranges.append(range(low, high + 1))
            else:
                raise argparse.ArgumentTypeError(f"bad status {part!r}: use 404, 5xx or 200-206")

    def __contains__(self, status):
        return any(status in r for r in self.ranges)


def date(text):
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"bad date {text!r}: use YYYY-MM-DD")
    year, month, day = map(int, match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise argparse.ArgumentTypeError(f"no such day: {text}")
    return year, month, day


def regex(text):
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"bad pattern {text!r}: {error}") from None


class Statistics:
    """Everything that the report needs, gathered in one pass."""

    def __init__(self):
        self.requests = 0
        self.bytes = 0
        self.failed = 0
        self.hosts = set()
        self.first = self.last = None
        self.status = Counter()
        self.methods = Counter()
        self.groups = defaultdict(lambda: [0, 0, 0])

    def add(self, entry, key):
        self.requests += 1
        self.bytes += entry.size
        self.failed += entry.failed
        self.hosts.add(entry.host)
        self.status[entry.status] += 1
        self.methods[entry.method] += 1
        if self.first is None or entry.when < self.first:
            self.first = entry.when
        if self.last is None or entry.when > self.last:
            self.last = entry.when
        group = self.groups[key(entry)]
        group[0] += 1
        group[1] += entry.size
        group[2] += entry.failed

    def top(self, count):
        """The largest groups: (name, requests, bytes, failed); chronological keys stay in order."""
        rows = [(name, *numbers) for name, numbers in self.groups.items()]
        rows.sort(key=lambda row: (-row[1], str(row[0])))
        return rows[:count] if count else rows


GROUPINGS = {
    "hour": lambda entry: entry.hour,
    "day": lambda entry: entry.day,
    "status": lambda entry: entry.status,
    "path": lambda entry: entry.path,
    "host": lambda entry: entry.host,
    "agent": lambda entry: entry.agent,
}


def human(size):
    """1536 -> '1.5 KiB'."""
    value = float(size)
    for unit in ("B", "KiB", "MiB", "GiB"):
        if value < 1024 or unit == "GiB":
            return f"{size} B" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1024


def stamp(when):
    return "%04d-%02d-%02d %02d:%02d:%02d" % when


def bar(value, largest, width=24):
    filled = round(width * value / largest) if largest else 0
    return "#" * filled + "." * (width - filled)


def report_text(stats, rows, args, out):
    print(f"Requests    {stats.requests:>10,}", file=out)
    print(f"Failed      {stats.failed:>10,}  ({stats.failed / stats.requests:.1%})", file=out)
    print(f"Clients     {len(stats.hosts):>10,}", file=out)
    print(f"Transferred {human(stats.bytes):>10}", file=out)
    print(f"Period      {stamp(stats.first)} to {stamp(stats.last)}", file=out)
    methods = ", ".join(f"{name} {count}" for name, count in sorted(stats.methods.items()))
    print(f"Methods     {methods}", file=out)
    codes = ", ".join(f"{code}: {count}" for code, count in sorted(stats.status.items()))
    print(f"Statuses    {codes}", file=out)
    print(file=out)
    width = max([len(str(row[0])) for row in rows] + [len(args.by)])
    print(f"{args.by.upper():<{width}}  {'REQUESTS':>8}  {'BYTES':>10}  {'FAILED':>6}", file=out)
    largest = max(row[1] for row in rows)
    for name, requests, size, failed in rows:
        print(f"{name!s:<{width}}  {requests:>8,}  {human(size):>10}  {failed:>6}  "
              f"{bar(requests, largest)}", file=out)


def report_csv(stats, rows, args, out):
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([args.by, "requests", "bytes", "failed"])
    writer.writerows(rows)


def report_json(stats, rows, args, out):
    document = {
        "requests": stats.requests,
        "failed": stats.failed,
        "clients": len(stats.hosts),
        "bytes": stats.bytes,
        "period": {"first": stamp(stats.first), "last": stamp(stats.last)},
        "statuses": {str(code): count for code, count in sorted(stats.status.items())},
        args.by: [dict(zip(("name", "requests", "bytes", "failed"), row)) for row in rows],
    }
    json.dump(document, out, indent=2, sort_keys=False)
    print(file=out)


REPORTS = {"text": report_text, "csv": report_csv, "json": report_json}


def read_entries(paths, problems):
    """Yields the entries of all files; lines that cannot be parsed go to `problems`."""
    for path in paths:
        if path == "-":
            yield from read_lines(sys.stdin, "<stdin>", problems)
            continue
        with open(path, encoding="utf-8", errors="replace") as file:
            yield from read_lines(file, path, problems)


def read_lines(file, name, problems):
    for number, line in enumerate(file, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            yield parse_line(line)
        except LogError as error:
            problems.append((name, number, str(error)))


def selected(entry, args):
    if args.since and entry.when[:3] < args.since:
        return False
    if args.until and entry.when[:3] > args.until:
        return False
    if args.status and entry.status not in args.status:
        return False
    return not args.path or args.path.search(entry.path) is not None


def make_parser():
    parser = argparse.ArgumentParser(
        prog="loganalyser", description="Analyse web server logs.",
        epilog="Dates are inclusive. Use - for standard input.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="log files")
    parser.add_argument("-n", "--top", type=int, default=10, help="groups to show, 0 for all (default: %(default)s)")
    parser.add_argument("--by", choices=sorted(GROUPINGS), default="path", help="what to group by (default: %(default)s)")
    parser.add_argument("--since", type=date, metavar="DATE", help="first day")
    parser.add_argument("--until", type=date, metavar="DATE", help="last day")
    parser.add_argument("--status", type=StatusSet, metavar="LIST", help="only these statuses: 404,5xx,200-206")
    parser.add_argument("--path", type=regex, metavar="REGEX", help="only paths that match")
    parser.add_argument("--format", choices=list(REPORTS), default="text", help="output format (default: %(default)s)")
    parser.add_argument("--errors", action="store_true", help="list the lines that are not log entries")
    return parser


def main(argv=None):
    args = make_parser().parse_args(argv)
    if args.top < 0:
        make_parser().error("argument -n/--top: must not be negative")
    stats = Statistics()
    problems = []
    try:
        for entry in read_entries(args.files, problems):
            if selected(entry, args):
                stats.add(entry, GROUPINGS[args.by])
    except OSError as error:
        print(f"loganalyser: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    if args.errors:
        for name, number, reason in problems:
            print(f"{name}:{number}: {reason}", file=sys.stderr)
    elif problems:
        print(f"loganalyser: {len(problems)} lines skipped", file=sys.stderr)
    if not stats.requests:
        print("loganalyser: no requests found", file=sys.stderr)
        return 3
    REPORTS[args.format](stats, stats.top(args.top), args, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
