class Sub(bytearray):
    pass


s = Sub(b'a\xff')
s.x = 1
for value in bytearray(), bytearray(b'ab\xff'), s:
    print(value.__reduce__(), value.__reduce_ex__(3))


class Bad:
    def __iter__(self):
        return iter([1])

    def __length_hint__(self):
        raise RuntimeError('hint')


for use in bytearray().extend, bytes, list:
    try:
        use(Bad())
    except RuntimeError as error:
        print(error)
print(bytearray(Bad()))
