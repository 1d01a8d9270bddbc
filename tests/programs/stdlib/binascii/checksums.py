# crc32 and crc_hqx, in one go and continued.
import binascii

data = bytes(range(256)) * 50
print(binascii.crc32(data), binascii.crc32(b""), binascii.crc32(b"abc", -1), binascii.crc32(b"abc", 2**40 + 5))
crc = hqx = 0
for i in range(0, len(data), 7):
    crc = binascii.crc32(memoryview(data)[i : i + 7], crc)
    hqx = binascii.crc_hqx(data[i : i + 7], hqx)
print(crc == binascii.crc32(data), hqx == binascii.crc_hqx(data, 0), hqx)
