print(callable(eval), callable(exec), callable(compile))
