class Clears:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        lists[self.name].clear()
        return NotImplemented


lists = {}
lists['a'], lists['b'] = [Clears('b')], [Clears('a')]
print(lists['a'] == lists['b'], lists)
lists['c'] = [Clears('c')]
print(lists['c'] == [1], lists['c'] < [1])
