import heapq

h = []
for x in (5, 1, 8, 3, 9, 2):
    heapq.heappush(h, x)
print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h)
d = [9, 4, 7, 1, 8]
heapq.heapify(d)
print(d, heapq.nlargest(3, d), heapq.nsmallest(2, d, key=lambda v: -v))
print(list(heapq.merge([1, 4, 7], [2, 5], [3], reverse=False)), list(heapq.merge("ca", "b", key=str.lower, reverse=True)))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
