import copy
import pickle

a = list[int]
print(sorted(set(dir(a)) - set(dir(list))), 'append' in dir(a))
print(copy.copy(a) == a, copy.deepcopy(a) == a, pickle.loads(pickle.dumps(a)))
