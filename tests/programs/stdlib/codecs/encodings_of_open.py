import io
import os
import tempfile

path = tempfile.mktemp()
with open(path, 'w', encoding='cp037') as file:
    file.write('hello')
print(open(path, 'rb').read(), str(b'\x88\x89', 'cp500'))
os.remove(path)
print(io.TextIOWrapper(io.BytesIO(b'\x81'), 'cp1140').read())
