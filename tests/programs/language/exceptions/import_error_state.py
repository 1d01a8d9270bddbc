# ImportError keeps its name and path when pickled or copied.
import copy
import pickle

for keywords in ({}, {"name": "n"}, {"path": "p"}, {"name": "n", "path": "p"}):
    error = ImportError("text", **keywords)
    print(error.__reduce__())
    error.extra = 1
    for made in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        print(made.args, made.msg, made.name, made.path, made.extra)
