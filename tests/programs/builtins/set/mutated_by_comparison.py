class Bad:
    def __hash__(self):
        return 0

    def __eq__(self, other):
        for s in sets:
            s.clear()
        return False


for operation in ('update', 'symmetric_difference_update', 'difference_update', 'intersection_update'):
    sets = {Bad(), 1}, {Bad(), 2}
    getattr(sets[0], operation)(sets[1])
    print(operation, len(sets[0]), len(sets[1]))
sets = {Bad()},
sets[0].add(Bad())
print(len(sets[0]))
