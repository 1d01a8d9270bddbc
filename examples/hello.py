"""The smallest useful Regius program: who is greeted comes from the command line."""

import sys


def main():
    names = sys.argv[1:] or ["world"]
    for name in names:
        print(f"Hello, {name}!")


if __name__ == "__main__":
    main()
