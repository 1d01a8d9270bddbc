// The tables of a code object in the formats that CPython 3.11 gives them, for code that reads them: co_exceptiontable
// and co_linetable. Both count in instructions, RESUME included.
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/Frame.h"

#include "compiler/bytecode/Instruction.h"
#include "compiler/bytecode/Leb128.h"

#include <string>

namespace rt {

namespace {

constexpr regius::OperandKind kOperandKinds[] = {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) regius::OperandKind::Operand,
#include "compiler/bytecode/Opcodes.def"
};

/// Six bits a byte, the highest first; `first` marks the beginning of an entry.
void putHighFirst(std::string &out, uint32_t n, uint8_t first = 0) {
  int shift = 0;
  while (shift < 30 && n >> (shift + 6)) shift += 6;
  for (; shift >= 0; shift -= 6) {
    out += static_cast<char>(((n >> shift) & 63) | (shift ? 64 : 0) | first);
    first = 0;
  }
}

/// Six bits a byte, the lowest first.
void putLowFirst(std::string &out, uint32_t n) {
  for (; n >= 64; n >>= 6) out += static_cast<char>((n & 63) | 64);
  out += static_cast<char>(n);
}

/// One entry of a line table: a single instruction.
void putPosition(std::string &out, Position p, int32_t *line, int32_t firstLine) {
  enum { kEntry = 0x80, kNoColumns = 13, kLong = 14, kNone = 15 };
  if (p.line < firstLine) {
    out += static_cast<char>(kEntry | kNone << 3);
    return;
  }
  const bool columns = p.column >= 0 && p.endColumn >= 0;
  out += static_cast<char>(kEntry | (columns ? kLong : kNoColumns) << 3);
  const int32_t delta = p.line - *line;
  putLowFirst(out, delta < 0 ? static_cast<uint32_t>(-delta) << 1 | 1 : static_cast<uint32_t>(delta) << 1);
  *line = p.line;
  if (!columns) return;
  putLowFirst(out, static_cast<uint32_t>(p.endLine - p.line));
  putLowFirst(out, static_cast<uint32_t>(p.column) + 1);
  putLowFirst(out, static_cast<uint32_t>(p.endColumn) + 1);
}

Value bytesOf(Thread &t, const std::string &text) { return fromObject(bytesNew(t, text.data(), static_cast<int64_t>(text.size()))); }

} // namespace

Value exceptionTableOf(Thread &t, const CodeInfo *info) {
  std::string out;
  if (const uint8_t *p = info->body) { // without it the code was compiled to machine code
    auto number = [&] { return static_cast<uint32_t>(regius::getUnsigned(p)); };
    for (uint32_t i = 0; i < info->instructionCount; i++)
      if (kOperandKinds[*p++] != regius::OperandKind::None) number();
    for (uint32_t left = number(); left; left--) {
      const uint32_t start = number(), end = number(), handler = number(), depth = number();
      putHighFirst(out, start + 1, 0x80);
      putHighFirst(out, end - start);
      putHighFirst(out, handler + 1);
      putHighFirst(out, depth << 1);
    }
  }
  return bytesOf(t, out);
}

Value lineTableOf(Thread &t, const CodeInfo *info) {
  std::string out;
  auto line = static_cast<int32_t>(info->firstLine);
  putPosition(out, resumePosition(info), &line, 0);
  for (uint32_t pc = 0; pc < info->instructionCount; pc++) putPosition(out, codePosition(info, pc), &line, 1);
  return bytesOf(t, out);
}

} // namespace rt
