class Number(int):
    def __str__(self):
        return "N!"


print("%d %s %x" % (Number(10), Number(10), Number(10)), f"{Number(5)} {Number(5):4} {Number(5):d}", format(Number(7)))
