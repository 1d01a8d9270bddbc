# numeric: lists of lists of floats
def matmul(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = []
    columns = [[b[k][j] for k in range(m)] for j in range(p)]
    for row in a:
        out = []
        for column in columns:
            total = 0.0
            for k in range(m):
                total += row[k] * column[k]
            out.append(total)
        result.append(out)
    return result


def make(n, seed):
    return [[((i * 31 + j * 17 + seed) % 100) / 10.0 for j in range(n)] for i in range(n)]


n = 160
a, b = make(n, 1), make(n, 2)
for _ in range(5):
    c = matmul(a, b)
print(sum(c[i][i] for i in range(n)))
