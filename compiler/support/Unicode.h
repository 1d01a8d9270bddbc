// Unicode facts the compiler needs, from tables made by scripts/generate-unicode.py.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace regius::unicode {

bool isIdentifierStart(uint32_t code);
bool isIdentifierContinue(uint32_t code);
// What str.isprintable() says; repr() escapes the rest.
bool isPrintable(uint32_t code);

// Decodes one character of well-formed UTF-8 (or WTF-8) and advances `p`.
uint32_t decode(const char *&p);
void append(std::string &out, uint32_t code);

// NFKC form of UTF-8 text.
std::string normalizeNfkc(std::string_view text);

// The character a \N{...} escape names (case is ignored), or -1.
int32_t lookupName(std::string_view name);

} // namespace regius::unicode
