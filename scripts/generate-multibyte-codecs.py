"""Writes the tables of the multibyte codecs, taken from the reference Python's own codecs:

    generate-multibyte-codecs.py OUTPUT_FILE

A mapping says which sequence of one or two bytes (the key, as a number) is which character. It is written as
what differs from another mapping, the base, so that families share their tables:

    entries   steps from key to key, see `compressed`
    pairs     (first, second, key): characters that are written as one; entries name them as PAIR + index. The reference's
              Japanese codecs lose a NUL after a first character: so that is a pair too.
    encode    (character, key): where encoding is not the inverse of decoding; of several keys the smallest counts whose
              last byte is 80 or more, without such a key the greatest
    leads     the bytes that are no character by themselves but may begin one, a bit each

EUC's sequences of three bytes, 8f b2 b3, have the key b2 << 8 | (b3 & 0x7f). `Shift` and `Johab` say how the keys of
the base become those of the mapping.
"""
import sys

PAIR = 0x110000
ILLEGAL_PAIR = 0x1FFFFF  # no character, and both bytes are illegal, not only the first
LIMIT = 0x30000  # no codec has characters beyond, but GB 18030 in its four bytes
DOUBLES = [(key, bytes(divmod(key, 256))) for key in range(0x8000, 0x10000)]


def decoded(sequence, codec):
    """The characters of a whole sequence, or None."""
    try:
        return sequence.decode(codec)
    except UnicodeDecodeError:
        return None


def shift(key):
    """Row and cell of an EUC key, packed as Shift_JIS does (plane 2: the rows that JIS X 0213 has there)."""
    row, cell = (key >> 8) - 0xA0, (key & 0x7F) - 0x20
    if key < 0x100:
        return key if key < 0x80 else 0
    if key >> 8 == 0x8E:
        return key & 0xFF
    if key & 0x80:
        lead = (row + 0x101) // 2 if row <= 62 else (row + 0x181) // 2
    elif row in (1, 3, 4, 5, 8, 12, 13, 14, 15):
        lead = (row + 0x1DF) // 2 - row // 8 * 3
    elif row >= 78:
        lead = (row + 0x19B) // 2
    else:
        return 0
    trail = cell + (0x3F if cell < 64 else 0x40) if row & 1 else cell + 0x9E
    return lead << 8 | trail


def johab(key):
    """Symbols and hanja; Hangul lies elsewhere."""
    row, cell = (key >> 8) - 0xA0, (key & 0xFF) - 0xA0
    if key < 0x100:
        return key
    if row > 12 and row < 42:
        return 0
    n = row - 1 + (0x1B2 if row <= 12 else 0x197)
    trail = cell - 1 + (0x5E if n & 1 else 0)
    return n >> 1 << 8 | trail + (0x31 if trail < 0x4E else 0x43)


def same(key):
    return key


# name, codec, base, keys of the base
MAPPINGS = [
    ("EucJp", "euc_jp", None, same),
    ("ShiftJis", "shift_jis", "EucJp", shift),
    ("Cp932", "cp932", "ShiftJis", same),
    ("EucJis2004", "euc_jis_2004", "EucJp", same),
    ("EucJisX0213", "euc_jisx0213", "EucJis2004", same),
    ("ShiftJis2004", "shift_jis_2004", "EucJis2004", shift),
    ("ShiftJisX0213", "shift_jisx0213", "ShiftJis2004", same),
    ("Gb2312", "gb2312", None, same),
    ("Gbk", "gbk", "Gb2312", same),
    ("Gb18030", "gb18030", "Gbk", same),
    ("EucKr", "euc_kr", None, same),
    ("Cp949", "cp949", "EucKr", same),
    ("Johab", "johab", "EucKr", johab),
    ("Big5", "big5", None, same),
    ("Cp950", "cp950", "Big5", same),
    ("Big5Hkscs", "big5hkscs", "Big5", same),
]


def decode_table(codec):
    table = {}
    for byte in range(256):
        text = decoded(bytes([byte]), codec)
        if text:
            table[byte] = text
    euc = codec.startswith("euc_j")
    for key, sequence in DOUBLES:
        text = decoded(sequence, codec) if sequence[0] not in table else None
        if text is None and euc and key & 0x80 == 0:
            text = decoded(bytes([0x8F, key >> 8, key & 0xFF | 0x80]), codec)
        if text:
            table[key] = text
    if codec == "euc_kr":  # the Hangul filler begins sequences of eight bytes, but is a character in ISO-2022-KR
        table[int.from_bytes("\u3164".encode(codec), "big")] = "\u3164"
    return table


def illegal_length(sequence, codec):
    try:
        sequence.decode(codec)
    except UnicodeDecodeError as error:
        return error.end - error.start
    return 0


def encode_key(text, codec):
    """0: cannot be encoded, or not in one or two bytes."""
    try:
        sequence = text.encode(codec)
    except UnicodeEncodeError:
        return 0
    if len(sequence) == 3 and sequence[0] == 0x8F:
        return sequence[1] << 8 | sequence[2] & 0x7F
    return int.from_bytes(sequence, "big") if len(sequence) <= 2 else 0


def compressed(changes):
    """Bytes: 80..ff b (a character of 4e00..cdff), 01..2f (so many that follow one another), 40..7f (2 to 65 after the
    last), 00 b b b (any character; 0: the base's is none here), each for the next key; before them 30..3d (skip 1
    to 14 keys) or 3e b b (the next key)."""
    out, key, last, run = bytearray(), 0, 0, 0
    for at, point in changes:
        gap = at - key
        if gap == 0 and point == last + 1 and run:
            out[-1] += 1
            run = (run + 1) % 0x2F
            key, last = at + 1, point
            continue
        if gap > 14:
            out += bytes([0x3E, at >> 8, at & 0xFF])
        elif gap:
            out.append(0x30 + gap - 1)
        run = 0
        if point == last + 1:
            out.append(1)
            run = 1
        elif 2 <= point - last <= 65:
            out.append(0x40 + point - last - 2)
        elif 0x4E00 <= point < 0xCE00:
            out += bytes([0x80 | point - 0x4E00 >> 8, point - 0x4E00 & 0xFF])
        else:
            out += b"\0" + point.to_bytes(3, "big")
        key, last = at + 1, point
    return out


def array(out, kind, name, values):
    out.write(f"constexpr {kind} {name}[] = {{\n")
    for i in range(0, len(values), 24):
        out.write(",".join(map(str, values[i:i + 24])) + ",\n")
    out.write("};\n")


def write_mapping(out, name, codec, base, keys, tables):
    table = decode_table(codec)
    pairs = sorted((ord(text[0]), ord(text[1]), key) for key, text in table.items() if len(text) == 2)
    pairs += [(first, 0, encode_key(chr(first), codec)) for first in {pair[0] for pair in pairs}
              if (chr(first) + "\0").encode(codec) == chr(first).encode(codec)]
    pairs.sort()
    index = {key: i for i, (_, second, key) in enumerate(pairs) if second}
    points = {key: PAIR + index[key] if key in index else ord(text) for key, text in table.items()}
    inherited = {}
    for key, point in tables.get(base, {}).items():
        if keys(key) and point < PAIR:
            inherited[keys(key)] = point
    changes = [(key, points.get(key, 0)) for key in sorted(points.keys() | inherited.keys())
               if points.get(key) != inherited.get(key)]
    changes = [(key, point or (ILLEGAL_PAIR if illegal_length(bytes(divmod(key, 256)), codec) == 2 else 0))
               for key, point in changes]
    tables[name] = points
    inverse = {}
    for key in sorted(points, key=lambda k: (0, k) if k & 0x80 else (1, -k)):
        inverse.setdefault(points[key], key)
    encode = []
    for point in range(1, LIMIT):
        key = encode_key(chr(point), codec)
        if key != inverse.get(point, 0):
            encode.append((point, key))
    leads = [0] * 32
    for byte in range(256):
        if byte not in points:
            try:
                bytes([byte]).decode(codec)
            except UnicodeDecodeError as error:
                if error.reason.startswith("incomplete"):
                    leads[byte >> 3] |= 1 << (byte & 7)
    entries = compressed(changes)
    array(out, "uint8_t", f"k{name}Entries", entries)
    array(out, "OneWay", f"k{name}Encode", [f"{{{p},{k}}}" for p, k in encode] or ["{0,0}"])
    array(out, "Pair", f"k{name}Pairs", [f"{{{a},{b},{k}}}" for a, b, k in pairs] or ["{0,0,0}"])
    step = {same: "Same", shift: "Shift", johab: "Johab"}[keys]
    out.write(f"constinit Mapping m{name} = {{{'&m' + base if base else 'nullptr'}, BaseKeys::{step}, "
              f"{{k{name}Entries, {len(entries)}}}, {{k{name}Encode, {len(encode)}}}, "
              f"{{k{name}Pairs, {len(pairs)}}}, {{{','.join(map(str, leads))}}}}};\n")


def gb18030_ranges(out):
    """Runs of the characters below U+10000 that GB 18030 writes in four bytes, by their linear number."""
    rows, last = [], None
    for n in range(4 * 10 * 126 * 10):
        rest, d = divmod(n, 10)
        rest, c = divmod(rest, 126)
        a, b = divmod(rest, 10)
        text = decoded(bytes([a + 0x81, b + 0x30, c + 0x81, d + 0x30]), "gb18030")
        if text is None:
            last = None
        elif last is not None and ord(text) == last + 1:
            rows[-1][2] += 1
            last += 1
        else:
            last = ord(text)
            rows.append([n, last, 1])
    array(out, "FourByteRange", "kGb18030Ranges", [f"{{{n},{point},{count}}}" for n, point, count in rows])


with open(sys.argv[1], "w") as output:
    done = {}
    for row in MAPPINGS:
        write_mapping(output, *row, done)
    gb18030_ranges(output)
