def classify(exc):
    try:
        raise exc
    except (KeyError, IndexError) as e:
        return "lookup", type(e).__name__
    except ArithmeticError:
        return "arith"
    except (ValueError, (TypeError,)) if False else (ValueError, TypeError):
        return "value"
    except Exception:
        return "other"
for e in (KeyError(), IndexError, ZeroDivisionError(), ValueError, TypeError(), RuntimeError):
    print(classify(e))
