import namespaced.inner.second

def name():
    return "first and " + namespaced.inner.second.name()
