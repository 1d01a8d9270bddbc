# What a relative import takes for the package, and when it warns (ImportWarning).
import warnings

cases = [{"__package__": None, "__spec__": None, "__name__": "__main__"},
         {"__package__": None, "__spec__": None, "__name__": "a.b"},
         {"__package__": 3, "__name__": "a"}, {"__name__": 3}, {},
         {"__package__": "json", "__spec__": __import__("json").__spec__},
         {"__package__": "wrong", "__spec__": __import__("json").__spec__}]
for names in cases:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(__import__("", names, fromlist=("decoder",), level=1).__name__)
        except Exception as error:
            print(type(error).__name__, error)
    print([(w.category.__name__, str(w.message)) for w in caught])
