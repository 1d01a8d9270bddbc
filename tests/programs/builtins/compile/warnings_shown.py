# Warnings of the compiler: shown with file and line, or raised as SyntaxError.
import warnings, sys
def t(*a,**k):
    try: r=compile(*a,**k); print(type(r).__name__)
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
def ev(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e.args)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    t("'\\d'","f","exec"); t("1 is 1","f","exec"); t("assert (1,2)","f","exec"); t("1()","f","exec"); t("[1](2)","f","eval"); t("0x1for x in y","f","eval"); t("'a'[1.0]","f","eval"); t("def f():\n  x is 'a'","f","exec"); t("b'\\d'\n'''\n\\q'''","g","exec")
    for x in w: print(x.category.__name__, x.message, x.filename, x.lineno, x.line)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    t("'\\d'","f","exec"); t("1 is 1","f","exec"); t("assert (1,2)","f","exec"); t("x\n\n1()","f","exec"); t("'''\n\n\\d'''","f","exec"); t("0x1for x in y","f","eval"); t("f'{1:\\d}'","f","exec")
    t("'a' '\\d'","f","exec")
