# __builtins__ and __name__ of the namespaces of eval() and exec().
import warnings, sys
def t(*a,**k):
    try: r=compile(*a,**k); print(type(r).__name__)
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
def ev(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e.args)
g={'__builtins__':{}}
ev(eval,"len",g); ev(exec,"import os",g); ev(exec,"class A: pass",g); ev(eval,"1+1",g)
ev(exec,"print(__name__)",{}); ev(eval,"__name__",{}); 
