#!/usr/bin/env python3
"""Writes the Unicode tables that the lexer and the runtime compile in.

usage: generate-unicode.py OUTPUT_FOLDER

The facts come from the unicodedata module of the Python that runs this script, so they are those of
the reference implementation. One function per output file; a new table is a new function with its
file name in TABLES (and in scripts/CMakeLists.txt).
"""
import os
import sys
import unicodedata

sys.dont_write_bytecode = True
import character_aliases

LAST = 0x110000


def ranges(predicate):
    """Inclusive ranges of the code points for which predicate(character) holds."""
    result, start = [], None
    for code in range(LAST + 1):
        holds = code < LAST and predicate(chr(code))
        if holds and start is None:
            start = code
        elif not holds and start is not None:
            result.append((start, code - 1))
            start = None
    return result


def array(type_name, name, items, per_line=12):
    """A C++ constant array."""
    lines = [f"inline constexpr {type_name} {name}[] = {{"]
    items = [str(item) for item in items]
    for i in range(0, len(items), per_line):
        lines.append("    " + ", ".join(items[i:i + per_line]) + ",")
    lines.append("};")
    return "\n".join(lines) + "\n"


def range_array(name, pairs):
    """Ranges as a flat sorted array: first, last, first, last, ..."""
    return array("uint32_t", name, (hex(edge) for pair in pairs for edge in pair))


def identifiers():
    """XID_Start and XID_Continue as str.isidentifier() sees them."""
    return (range_array("kIdentifierStart", ranges(str.isidentifier))
            + range_array("kIdentifierContinue", ranges(lambda c: ("a" + c).isidentifier())))


def printable():
    """Code points that repr() escapes."""
    return range_array("kNotPrintable", ranges(lambda c: not c.isprintable()))


def normalization():
    """Full compatibility decompositions, combining classes, and canonical composition pairs;
    Hangul syllables are left to arithmetic."""
    index, pool, classes, pairs = [], [], [], []
    for code in range(LAST):
        char = chr(code)
        if unicodedata.combining(char):
            classes += [code << 8 | unicodedata.combining(char)]
        if 0xD800 <= code < 0xE000 or 0xAC00 <= code < 0xAC00 + 11172:
            continue
        full = unicodedata.normalize("NFKD", char)
        if full != char:
            index += [code, len(pool) << 8 | len(full)]
            pool += [ord(c) for c in full]
        plain = unicodedata.decomposition(char)
        if plain and not plain.startswith("<") and len(plain.split()) == 2:
            first, second = (int(part, 16) for part in plain.split())
            if unicodedata.normalize("NFC", chr(first) + chr(second)) == char:
                pairs.append((first, second, code))
    pairs.sort()
    return ("// code point, offset << 8 | length\n" + array("uint32_t", "kDecompositionIndex", index)
            + array("uint32_t", "kDecompositionPool", pool)
            + "// code point << 8 | class\n" + array("uint32_t", "kCombiningClass", classes)
            + "// first, second, composed\n"
            + array("uint32_t", "kComposition", (item for row in pairs for item in row)))


def character_names():
    """All (code point, name), without the two families that are computed (Hangul, CJK)."""
    for code in range(LAST):
        name = unicodedata.name(chr(code), "")
        if name and not name.startswith(("HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-")):
            yield code, name


def name_hash(name):
    """The hash that lexer/UnicodeNames.cpp computes."""
    value = 0
    for byte in name.encode():
        value = (value * 31 + byte) & 0xFFFFFFFF
    return value ^ value >> 15


def aliases():
    """Names that only look-up knows; not those of sequences, which \\N{...} does not accept."""
    return ((ord(text), name) for name, text in character_aliases.names() if len(text) == 1)


def names():
    """Names by word: a name is a string of word numbers (one byte below 0xC0, else two), found
    through a hash table of entry numbers."""
    rows = list(character_names()) + list(aliases())
    count = {}
    for _, name in rows:
        for word in name.split(" "):
            count[word] = count.get(word, 0) + 1
    words = sorted(count, key=lambda word: (-count[word], word))
    number = {word: i for i, word in enumerate(words)}
    blob, offsets = bytearray(), []
    for _, name in rows:
        offsets.append(len(blob))
        for word in name.split(" "):
            n = number[word]
            blob += bytes([n]) if n < 0xC0 else bytes([0xC0 + ((n - 0xC0) >> 8), (n - 0xC0) & 255])
    offsets.append(len(blob))
    assert len(rows) < 0xFFFF and (len(words) - 0xC0) >> 8 < 0x40
    size = 1 << 16
    table = [0xFFFF] * size
    for entry, (_, name) in enumerate(rows):
        at = name_hash(name) & (size - 1)
        while table[at] != 0xFFFF:
            at = (at + 1) & (size - 1)
        table[at] = entry
    word_offsets, text = [], ""
    for word in words:
        word_offsets.append(len(text))
        text += word
    word_offsets.append(len(text))
    pieces = [text[i:i + 90] for i in range(0, len(text), 90)]
    return (array("uint32_t", "kNameCodePoints", (code for code, _ in rows))
            + array("uint32_t", "kNameOffsets", offsets) + array("uint8_t", "kNameBytes", blob, 24)
            + array("uint16_t", "kNameTable", table, 16)
            + array("uint32_t", "kWordOffsets", word_offsets)
            + range_array("kUnifiedIdeographs", ranges(
                lambda c: unicodedata.name(c, "").startswith("CJK UNIFIED IDEOGRAPH-")))
            + "inline constexpr char kWordText[] =\n    "
            + "\n    ".join(f'"{piece}"' for piece in pieces) + ";\n")


def encodings():
    """Single-byte source encodings: the upper half of each, and all names of each."""
    from encodings.aliases import aliases as python_aliases
    codecs = ["ascii", "latin_1"] + sorted(
        name for name in set(python_aliases.values())
        if name.startswith(("iso8859_", "cp12", "cp4", "cp7", "cp8", "koi8", "mac_")))
    text, rows, names = "", [], []
    for codec in codecs:
        try:
            table = [ord(bytes([byte]).decode(codec, "replace")) for byte in range(128, 256)]
            if bytes(range(128)).decode(codec) != bytes(range(128)).decode("ascii"):
                continue
        except (UnicodeError, LookupError):
            continue
        table = [0xFFFF if code == 0xFFFD else code for code in table]
        number = len(rows)
        if codec == "ascii":
            rows.append('{"ascii", "ordinal not in range(128)", nullptr}')
        else:
            text += array("uint16_t", f"kHigh_{codec}", table, 16)
            shown = "charmap" if codec != "latin_1" else codec
            rows.append(f'{{"{shown}", "character maps to <undefined>", kHigh_{codec}}}')
        spellings = {codec} | {alias for alias, target in python_aliases.items() if target == codec}
        if codec.startswith("iso8859_"):
            spellings.add("iso_8859_" + codec[8:])
        names += [f'{{"{spelling}", {number}}}' for spelling in sorted(spellings)]
    return (text + "struct Encoding {\n  const char *name, *reason;\n  const uint16_t *high;\n};\n"
            + "struct EncodingAlias {\n  const char *name;\n  int encoding;\n};\n"
            + array("Encoding", "kEncodings", rows, 1)
            + array("EncodingAlias", "kEncodingAliases", names, 4))


TABLES = {
    "Encodings.inc": encodings,
    "Identifiers.inc": identifiers,
    "Normalization.inc": normalization,
    "Names.inc": names,
    "Printable.inc": printable,
}


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    head = f"// Generated by scripts/generate-unicode.py from Unicode {unicodedata.unidata_version}.\n"
    for file_name, make in TABLES.items():
        path = os.path.join(folder, file_name)
        text = head + make()
        with open(path, "w", encoding="ascii") as file:
            file.write(text)


main()
