# dicts and lists: shortest paths with a heap of tuples
import heapq


def dijkstra(graph, start):
    dist = {start: 0}
    heap = [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > dist[node]:
            continue
        for other, weight in graph[node]:
            nd = d + weight
            if other not in dist or nd < dist[other]:
                dist[other] = nd
                heapq.heappush(heap, (nd, other))
    return dist


n = 100_000
graph = {i: [((i * 7 + 1) % n, i % 13 + 1), ((i * 3 + 2) % n, i % 7 + 1), ((i + 1) % n, 20)] for i in range(n)}
print(sum(dijkstra(graph, 0).values()))
