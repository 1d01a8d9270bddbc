del f(a).b, g()
