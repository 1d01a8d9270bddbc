# Where future statements may stand: what comes too late on the same line is found earlier, and shown differently.
for source in ("from __future__ import nested_scopes; import string; from __future__ import nested_scopes",
               "'doc'; from __future__ import braces", "'doc'; from __future__ import foo",
               "'doc'; 'doc'; from __future__ import division", "from .__future__ import foo",
               "x; from __future__ import division", "def f(): pass\nfrom __future__ import division",
               "'doc'\n'doc2'\nfrom __future__ import division", "if 1: from __future__ import division",
               "from __future__ import (division,\n annotations); x; \\\n from __future__ import division",
               "class A: from __future__ import division", "from __future__ import division; x; from __future__ import foo"):
    try:
        compile(source, "f", "exec")
        print(repr(source), "compiled")
    except SyntaxError as error:
        print(repr(source), error.args, error.lineno, error.offset, error.end_lineno, error.end_offset)
