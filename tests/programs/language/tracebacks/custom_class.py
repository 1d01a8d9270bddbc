class Outer:
    class Error(Exception):
        def __str__(self):
            return "multi\nline"
raise Outer.Error()
