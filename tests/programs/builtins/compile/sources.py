# Sources: empty ones, without a last newline, with a coding cookie or BOM.
import warnings, sys
def t(*a,**k):
    try: r=compile(*a,**k); print(type(r).__name__)
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
def ev(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e.args)
ev(eval,"[x for x in y]",{'y':[1]}); 
ev(exec,"return"); ev(exec,"x = = 1"); ev(exec,"x=1\n  y"); ev(eval,"x="); ev(exec,"'\\d'")
t("x=1\n  y","f","exec"); t("x=1\n  y\n","f","exec"); t("(","f","exec"); t("x=1\n(","f","exec"); t("return","f","exec"); t("def f():\n  return\n  nonlocal x","f","exec"); t("f(","f","eval"); t("é = =","f","exec"); t("def é(x, x): pass","f","exec")
t("","f","exec"); t("","f","eval"); t("","f","single"); t("\n","f","single"); t("1;2","f","single"); t("1\n2","f","single"); t("if 1: pass","f","single"); t("if 1: pass\n","f","single");t("if 1:\n pass","f","single"); t("#x","f","single"); t("#x","f","eval"); t("x#y","f","eval")
t(b"\xef\xbb\xbf1","f","eval"); t("\ufeff1","f","eval"); t(b"# coding: latin-1\nx='\xe9'","f","exec"); t(b"# coding: foo\nx","f","exec"); t(b"\xe9","f","exec"); t("# coding: foo\nx","f","exec"); t(b"# coding: utf-16\nx","f","exec")
