# break and continue outside of a loop, with their place.
for source in ("break", "if 1: break", "with o:\n    break", "try:\n  break\nfinally: pass", "try: pass\nfinally:\n  continue",
               "for x in y:\n  class C:\n    break", "while 1:\n  def f():\n    continue", "for x in f():\n  pass\nelse:\n  break"):
    try:
        compile(source, "x", "exec")
    except SyntaxError as e:
        print(e, e.lineno, e.offset, e.end_lineno, e.end_offset)
