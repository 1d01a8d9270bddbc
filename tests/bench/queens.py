# recursion: backtracking with lists of flags
def solve(n):
    cols = [False] * n
    d1 = [False] * (2 * n)
    d2 = [False] * (2 * n)

    def place(row):
        if row == n:
            return 1
        found = 0
        for c in range(n):
            if not (cols[c] or d1[row + c] or d2[row - c + n]):
                cols[c] = d1[row + c] = d2[row - c + n] = True
                found += place(row + 1)
                cols[c] = d1[row + c] = d2[row - c + n] = False
        return found

    return place(0)


print(solve(12))
