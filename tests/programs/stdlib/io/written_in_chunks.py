# TextIOWrapper hands its buffer no more than a chunk, and what is longer at once.
import io


class Buffer(io.BytesIO):
    def write(self, data):
        print(len(data), end=" ")
        return super().write(data)


text = io.TextIOWrapper(Buffer(), encoding="ascii")
size = text._CHUNK_SIZE
for n in (3, 3, size + 1, 3, size, size - 1, 1, 5):
    text.write("x" * n)
    print("|", end=" ")
text.flush()
print()
