# frame.f_lineno = line: where a trace function may let the frame go on.
import sys
def mk(fromline, toline, ev='line'):
    done=[]
    def tr(frame, event, arg):
        if frame.f_code is not target.__code__: return
        if not done and event == ev and frame.f_lineno - frame.f_code.co_firstlineno == fromline:
            done.append(1)
            try: frame.f_lineno = frame.f_code.co_firstlineno + toline if isinstance(toline,int) else toline
            except BaseException as e: print(type(e).__name__, e)
        return tr
    return tr
class Manager:
    def __enter__(self): return self
    def __exit__(self, *args): pass
def target(out):
    out.append(1)
    for i in (1,2):
        out.append(i)
    try:
        x = 5
        1/0
    except ZeroDivisionError as e:
        out.append(6)
    out.append(x)
    with Manager() as f:
        out.append(9)
    return out
    # comment
for a,b in [(1,5),(1,3),(3,1),(3,9),(5,9),(6,10),(6,8),(8,1),(8,9),(9,5),(11,1),(11,12),(1,11),(1,10),(1,13),(1,-1),(1,2),(2,9),(1,'x'),(1,99),(3,8)]:
    out=[]
    n=[0]
    t=mk(a,b)
    done=[]
    sys.settrace(t)
    try: 
        r=target(out)
    except BaseException as e: r=repr(e)
    sys.settrace(None)
    print(a,b,r if len(str(r))<90 else '...') 
for ev in ('call','exception','return'):
    for l in range(14):
        t=mk(l,1,ev); sys.settrace(t); out=[]
        try: target(out)
        except BaseException as e: print(repr(e))
        sys.settrace(None)
try: sys._getframe().f_lineno=3
except BaseException as e: print(repr(e))
try: del sys._getframe().f_lineno
except BaseException as e: print(repr(e))
for n in ('f_trace_lines','f_trace_opcodes'):
    try: setattr(sys._getframe(), n, 1)
    except BaseException as e: print(repr(e))
    try: delattr(sys._getframe(), n)
    except BaseException as e: print(repr(e))
print(sys._getframe().f_trace, sys._getframe().f_trace_lines, sys._getframe().f_trace_opcodes)
try: sys.call_tracing(len, 3)
except BaseException as e: print(repr(e))
print(sys.call_tracing(len, ('abc',)))
