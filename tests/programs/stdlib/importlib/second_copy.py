# A second copy of a module, made from its spec, does not share globals with the first; one from any file.
import importlib.util, os, sys, tempfile, textwrap

spec = importlib.util.find_spec("textwrap")
copy = importlib.util.module_from_spec(spec)
spec.loader.exec_module(copy)
print(copy is textwrap, copy.TextWrapper is textwrap.TextWrapper, copy.dedent("  a\n   b"))
copy._whitespace = "changed"
print(textwrap._whitespace == "changed", copy.__name__, sys.modules["textwrap"] is textwrap)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "anything.py")
    with open(path, "w") as file:
        file.write("x = 1\ndef f():\n    return __name__, x\n")
    spec = importlib.util.spec_from_file_location("chosen.name", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(module.f(), module.__file__ == path, module.__spec__.name)
