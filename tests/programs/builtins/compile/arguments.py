# The arguments of compile(), eval() and exec(), and their errors.
import warnings, sys
def t(*a,**k):
    try: r=compile(*a,**k); print(type(r).__name__)
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
def ev(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e.args)
t("1","f","eval",1<<30); t("1","f","eval",0x10); t("1","f","eval",-1); t("1","f","eval",2**40); t("1","f","eval","x"); t("1","f","eval",0,0,5); t("1","f","eval",0,0,-2)
t("1","f","func_type"); t("1","f","bad"); t("1","f","bad",0x400); t("1","f",5); t(5,"f","eval"); t(None,"f","eval"); t("1",5,"eval"); t("1",b"f","eval"); t("1\0","f","eval"); t(b"1\0","f","eval"); t(bytearray(b"1"),"f","eval"); t(memoryview(b"1"),"f","eval")
t("\ud800","f","eval"); t("'\ud800'","f","eval"); t("x","\ud800","eval"); t("1","f\0","eval")
t(); t("1"); t("1","f"); t(source="1",filename="f",mode="eval")
import pathlib; t("1",pathlib.Path("x"),"eval")
ev(eval); ev(eval,5); ev(eval,"1",5); ev(eval,"1",{},5); ev(eval,"1",[],{}); ev(eval,"1",None,None); ev(eval,"1",{},None); ev(eval, "  \t 1"); ev(eval,"\n1"); ev(eval,b"1"); ev(eval,b"\xff"); ev(eval,""); ev(eval,"   ")
ev(exec,5); ev(exec,"1",5); ev(exec,"1",{},5); ev(exec,"1",None,5); ev(exec,"1",closure=()); ev(exec,"1",{},{},closure=None)
def f():
    x=1
    def g(): return x
    return g
ev(exec, f().__code__); ev(eval, f().__code__); ev(exec,f().__code__,closure=()); ev(exec,f().__code__,closure=f().__closure__); ev(exec,f.__code__,closure=f().__closure__); ev(exec,f().__code__,closure=(1,))
class M(dict):
    def __getitem__(s,k): return 'm:'+k
    def __missing__(s,k): return 'mm'+k
ev(eval,"a",M()); ev(eval,"a",{},M()); ev(eval,"print",M())
class Map:
    def __getitem__(s,k): return 'm:'+k
ev(eval,"a+b",{},Map()); ev(eval,"a",Map(),{}); 
g={}; exec("x=1;y=[x for _ in range(2)]",g); print(sorted(g)); 
l={}; exec("x=1",g,l); print(l)
exec("def h():\n  return q",g,{'q':1}); 
try: exec("h()",g,{})
except NameError as e: print(e)
