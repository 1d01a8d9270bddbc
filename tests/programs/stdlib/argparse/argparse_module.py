import argparse

p = argparse.ArgumentParser(prog="tool", description="A tool.", epilog="End.")
p.add_argument("src", nargs="+", help="sources")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("--level", type=int, choices=[1, 2, 3], default=2, help="level (default: %(default)s)")
p.add_argument("--flag", action=argparse.BooleanOptionalAction)
p.add_argument("-o", dest="out", metavar="FILE", required=False)
p.add_argument("--version", action="version", version="tool 1.0")
g = p.add_mutually_exclusive_group()
g.add_argument("--a", action="store_true")
g.add_argument("--b", action="store_const", const=5)
print(p.parse_args(["x", "y", "-vv", "--level", "3", "--no-flag", "-oF"]))
print(p.parse_known_args(["x", "--unknown"]))
p.print_help()
sub = argparse.ArgumentParser(prog="git")
s = sub.add_subparsers(dest="cmd", required=True)
c = s.add_parser("commit", aliases=["ci"])
c.add_argument("-m", "--message", default="none")
print(sub.parse_args(["ci", "-m", "hi"]))
for args in (["x", "--level", "9"], ["x", "--a", "--b"], [], ["x", "--level", "z"]):
    try:
        p.parse_args(args)
    except SystemExit as e:
        print("exit", e.code)
