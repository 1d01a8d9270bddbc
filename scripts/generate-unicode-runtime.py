"""Writes the Unicode tables of the runtime, taken from the reference Python's own str methods and
unicodedata module:

    generate-unicode-runtime.py OUTPUT_DIRECTORY

UnicodeCore.inc   what the str methods and the regular expression matcher need (always linked)
UnicodeData.inc   what only the unicodedata module needs
UnicodeNames.inc  character names, as sequences of words of a lexicon
Charmaps.inc      the common encodings of one byte per character
EncodingAliases.inc  other names of the modules in the library's package encodings, for the compiler
"""
import _sre
import os
import sys
import unicodedata as ud
from encodings.aliases import aliases

sys.dont_write_bytecode = True
import character_aliases

LIMIT = 0x110000
FLAGS = ["Alpha", "Decimal", "Digit", "Numeric", "Lower", "Upper", "Title", "Space", "Printable", "IdStart",
         "IdContinue", "CaseIgnorable", "LineBreak", "SreCased", "SpecialUpper", "SpecialLower", "SpecialTitle",
         "SpecialFold"]
BIT = {name: 1 << i for i, name in enumerate(FLAGS)}


def split(values):
    """Two-stage table with the block size that gives the smallest total."""
    best = None
    for shift in range(4, 10):
        size = 1 << shift
        blocks, index, seen = [], [], {}
        for start in range(0, len(values), size):
            block = tuple(values[start:start + size])
            if block not in seen:
                seen[block] = len(blocks)
                blocks.append(block)
            index.append(seen[block])
        cost = len(index) * (1 if len(blocks) < 256 else 2) + len(blocks) * size * width(values)
        if best is None or cost < best[0]:
            best = cost, shift, index, [v for b in blocks for v in b]
    return best[1:]


def width(values):
    top = max(values)
    return 1 if top < 256 else 2 if top < 65536 else 4


def array(out, name, values, ctype=None):
    ctype = ctype or {1: "uint8_t", 2: "uint16_t", 4: "uint32_t"}[width(values)]
    out.write(f"inline constexpr {ctype} {name}[] = {{\n")
    for i in range(0, len(values), 24):
        out.write(",".join(map(str, values[i:i + 24])) + ",\n")
    out.write("};\n")


def two_stage(out, name, values):
    shift, index, blocks = split(values)
    out.write(f"inline constexpr unsigned {name}Shift = {shift};\n")
    array(out, name + "Index", index)
    array(out, name + "Blocks", blocks)


def core(path):
    special, offsets = [], {}

    def mapping(cp, text):
        if len(text) == 1:
            return ord(text) - cp, False
        if text not in offsets:
            offsets[text] = len(special)
            special.extend(map(ord, text))
        return len(text) << 24 | offsets[text], True

    records, which = {}, []
    for cp in range(LIMIT):
        c = chr(cp)
        flags = 0

        def flag(name, condition):
            nonlocal flags
            if condition:
                flags |= BIT[name]
        flag("Alpha", c.isalpha())
        flag("Decimal", c.isdecimal())
        flag("Digit", c.isdigit())
        flag("Numeric", c.isnumeric())
        flag("Lower", c.islower())
        flag("Upper", c.isupper())
        flag("Title", ud.category(c) == "Lt")
        flag("Space", c.isspace())
        flag("Printable", c.isprintable())
        flag("IdStart", c.isidentifier())
        flag("IdContinue", ("a" + c).isidentifier())
        flag("CaseIgnorable", ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3")
        flag("LineBreak", len(("a" + c + "b").splitlines()) == 2)
        flag("SreCased", _sre.unicode_iscased(cp))
        maps = []
        for name, text in (("Upper", c.upper()), ("Lower", c.lower()), ("Title", c.title()), ("Fold", c.casefold())):
            # A lone capital sigma is never final, so lower() of one character is its plain mapping.
            value, is_special = mapping(cp, text)
            maps.append(value)
            flag("Special" + name, is_special)
        record = (*maps, _sre.unicode_tolower(cp) - cp, flags, ud.decimal(c, -1), ud.digit(c, -1))
        which.append(records.setdefault(record, len(records)))
    numeric = [(cp, ud.numeric(chr(cp))) for cp in range(LIMIT) if chr(cp).isnumeric()]
    with open(path, "w") as out:
        for name, bit in BIT.items():
            out.write(f"inline constexpr uint32_t kUni{name} = {bit};\n")
        out.write("struct UnicodeRecord { int32_t upper, lower, title, fold, simpleLower; uint32_t flags; "
                  "int8_t decimal, digit; };\n")
        out.write("inline constexpr UnicodeRecord kUnicodeRecords[] = {\n")
        for record in records:
            out.write("{" + ",".join(map(str, record)) + "},\n")
        out.write("};\n")
        array(out, "kUnicodeSpecial", special)
        two_stage(out, "kUnicodeRecord", which)
        out.write("struct UnicodeNumeric { uint32_t point; double value; };\n")
        out.write("inline constexpr UnicodeNumeric kUnicodeNumeric[] = {\n")
        for cp, value in numeric:
            out.write(f"{{{cp},{value!r}}},\n")
        out.write("};\n")


def data(path):
    lists = {"Category": [], "Bidirectional": [""], "EastAsian": []}
    records, which = {}, []
    prefixes, decompositions, positions = [""], [0], []
    exceptional = []

    def position(name, item):
        if item not in lists[name]:
            lists[name].append(item)
        return lists[name].index(item)
    old = []
    for cp in range(LIMIT):
        c = chr(cp)
        record = (position("Category", ud.category(c)), position("Bidirectional", ud.bidirectional(c)),
                  ud.combining(c), position("EastAsian", ud.east_asian_width(c)), ud.mirrored(c))
        which.append(records.setdefault(record, len(records)))
        text = ud.decomposition(c)
        if text and not 0xAC00 <= cp <= 0xD7A3:
            parts = text.split()
            prefix = ""
            if parts[0].startswith("<"):
                prefix = parts.pop(0)
            if prefix not in prefixes:
                prefixes.append(prefix)
            positions.append(len(decompositions))
            decompositions.append(prefixes.index(prefix) << 8 | len(parts))
            decompositions.extend(int(p, 16) for p in parts)
        else:
            positions.append(0)
    compositions = []
    for cp in range(LIMIT):
        text = ud.decomposition(chr(cp))
        if text and not text.startswith("<") and not 0xAC00 <= cp <= 0xD7A3:
            parts = [int(p, 16) for p in text.split()]
            if len(parts) == 2 and ud.normalize("NFC", chr(cp)) == chr(cp):
                compositions.append((parts[0], parts[1], cp))
    # Differences of Unicode 3.2, which stringprep (IDNA) asks for.
    ucd = ud.ucd_3_2_0
    for cp in range(LIMIT):
        c = chr(cp)
        now = (ud.category(c), ud.bidirectional(c), ud.combining(c), ud.east_asian_width(c), ud.mirrored(c))
        then = (ucd.category(c), ucd.bidirectional(c), ucd.combining(c), ucd.east_asian_width(c), ucd.mirrored(c))
        if now != then or ud.decomposition(c) != ucd.decomposition(c):
            r = (position("Category", then[0]), position("Bidirectional", then[1]), then[2],
                 position("EastAsian", then[3]), then[4])
            r = records.setdefault(r, len(records))
            same = ud.decomposition(c) == ucd.decomposition(c)
            if old and old[-1][1] == cp - 1 and old[-1][2] == r and old[-1][3] == same:
                old[-1][1] = cp
            else:
                old.append([cp, cp, r, same])
    with open(path, "w") as out:
        for name, items in lists.items():
            quoted = ",".join(f'"{item}"' for item in items)
            out.write(f"inline constexpr const char *kUnicode{name}[] = {{{quoted}}};\n")
        out.write("struct UnicodeDatum { uint8_t category, bidirectional, combining, eastAsian, mirrored; };\n")
        out.write("inline constexpr UnicodeDatum kUnicodeData[] = {\n")
        for record in records:
            out.write("{" + ",".join(map(str, record)) + "},\n")
        out.write("};\n")
        two_stage(out, "kUnicodeDatum", which)
        two_stage(out, "kUnicodeDecomposition", positions)
        array(out, "kUnicodeDecompositions", decompositions)
        out.write("inline constexpr const char *kUnicodeDecompositionPrefix[] = {"
                  + ",".join(f'"{p}"' for p in prefixes) + "};\n")
        out.write("struct UnicodeComposition { uint32_t first, second, result; };\n")
        out.write("inline constexpr UnicodeComposition kUnicodeCompositions[] = {\n")
        for triple in sorted(compositions):
            out.write("{" + ",".join(map(str, triple)) + "},\n")
        out.write("};\n")
        out.write("struct UnicodeOld { uint32_t first, last; uint16_t datum; bool sameDecomposition; };\n")
        out.write("inline constexpr UnicodeOld kUnicodeOld[] = {\n")
        for first, last, r, same in old:
            out.write(f"{{{first},{last},{r},{str(same).lower()}}},\n")
        out.write("};\n")
        out.write(f'inline constexpr const char kUnicodeVersion[] = "{ud.unidata_version}";\n')


def names(path):
    words, named = {}, []
    for cp in range(LIMIT):
        name = ud.name(chr(cp), None)
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            named.append((cp, name))
    count, sequences = len(named), []
    for name, text in character_aliases.names():
        named.append((ord(text) if len(text) == 1 else LIMIT + len(sequences), name))
        if len(text) > 1:
            sequences.extend([len(text), *map(ord, text)])
    for _, name in named:
        for word in name.split(" "):
            words[word] = words.get(word, 0) + 1
    order = {word: i for i, word in enumerate(sorted(words, key=lambda w: (-words[w], w)))}
    text, starts = [], []
    for word in order:
        starts.append(len(text))
        text.extend(map(ord, word))
    starts.append(len(text))
    stream, points, offsets = [], [], []
    for cp, name in named:
        points.append(cp)
        offsets.append(len(stream))
        for word in name.split(" "):
            n = order[word]  # 1 byte below 192, else 2 or 3
            if n < 192:
                stream.append(n)
            else:
                n -= 192
                assert n < 64 << 8, n
                stream += [192 + (n >> 8), n & 255]
    offsets.append(len(stream))
    unified = []
    for cp in range(LIMIT):
        if ud.name(chr(cp), "").startswith("CJK UNIFIED"):
            if unified and unified[-1][1] == cp - 1:
                unified[-1][1] = cp
            else:
                unified.append([cp, cp])
    with open(path, "w") as out:
        out.write(f"inline constexpr uint32_t kNameCount = {count}; // the names behind are only for look-up\n")
        array(out, "kNameSequences", sequences)
        array(out, "kNameText", text)
        array(out, "kNameWordStart", starts)
        array(out, "kNamePoints", points)
        array(out, "kNameOffsets", offsets)
        array(out, "kNameStream", stream)
        out.write("inline constexpr uint32_t kUnifiedIdeographs[][2] = {"
                  + ",".join(f"{{{a},{b}}}" for a, b in unified) + "};\n")


def charmaps(path):
    encodings = [f"cp125{i}" for i in range(9)] + [f"iso8859_{i}" for i in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)]
    encodings += ["koi8_r", "koi8_u", "cp437", "cp850", "cp852", "cp855", "cp858", "cp866", "cp874", "mac_roman", "tis_620"]
    rows = []
    for name in encodings:
        upper = [bytes([b]).decode(name, "ignore") or "\ufffe" for b in range(128, 256)]
        assert all(bytes([b]).decode(name, "ignore") == chr(b) for b in range(128)), name
        rows.append([ord(c) for c in upper])
    names = [(name, i) for i, name in enumerate(encodings)]
    names += [(alias, encodings.index(name)) for alias, name in aliases.items() if name in encodings]
    with open(path, "w") as out:
        out.write("inline constexpr uint16_t kCharmaps[][128] = {\n")
        for row in rows:
            out.write("{" + ",".join(map(str, row)) + "},\n")
        out.write("};\nstruct CharmapName { const char *name; uint8_t map; };\n")
        out.write("inline constexpr CharmapName kCharmapNames[] = {\n")
        for name, i in sorted(names):
            out.write(f'{{"{name}",{i}}},\n')
        out.write("};\n")


def encoding_aliases(path):
    with open(path, "w") as out:
        out.write("struct EncodingAlias { const char *alias, *module; };\n")
        out.write("inline constexpr EncodingAlias kEncodingAliases[] = {\n")
        for alias, module in sorted(aliases.items()):
            out.write(f'{{"{alias}","{module}"}},\n')
        out.write("};\n")


folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
core(os.path.join(folder, "UnicodeCore.inc"))
data(os.path.join(folder, "UnicodeData.inc"))
names(os.path.join(folder, "UnicodeNames.inc"))
charmaps(os.path.join(folder, "Charmaps.inc"))
encoding_aliases(os.path.join(folder, "EncodingAliases.inc"))
