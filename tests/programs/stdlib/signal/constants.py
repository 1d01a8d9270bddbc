# Everything that the module exports, with the numbers.
import _signal, signal

for name in sorted(dir(_signal)):
    v = getattr(_signal, name)
    if not name.startswith("__"):
        print(name, v if isinstance(v, int) else type(v).__name__)
print(sorted(map(repr, signal.Signals)), list(signal.Handlers), list(signal.Sigmasks))
print(signal.struct_siginfo, signal.struct_siginfo.n_fields, signal.struct_siginfo.__match_args__)
