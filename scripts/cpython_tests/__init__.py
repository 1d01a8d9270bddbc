"""CPython's own test suite as a test of Regius; scripts/cpython-tests is the command."""
