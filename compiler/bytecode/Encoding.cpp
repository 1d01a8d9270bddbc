// See Encoding.h.
#include "compiler/bytecode/Encoding.h"

namespace regius {

void putUnsigned(std::string &out, uint64_t n) {
  do {
    uint8_t byte = n & 0x7f;
    n >>= 7;
    out += static_cast<char>(byte | (n ? 0x80 : 0));
  } while (n);
}

void putSigned(std::string &out, int64_t n) {
  for (;;) {
    uint8_t byte = n & 0x7f;
    n >>= 7;
    bool done = (n == 0 && !(byte & 0x40)) || (n == -1 && (byte & 0x40));
    out += static_cast<char>(byte | (done ? 0 : 0x80));
    if (done)
      return;
  }
}

std::string encodeLocations(const CodeUnit &unit) {
  std::string out;
  int32_t line = static_cast<int32_t>(unit.firstLine);
  for (const Location &location : unit.locations) {
    putSigned(out, location.line - line);
    putSigned(out, location.endLine - location.line);
    putSigned(out, location.column);
    putSigned(out, location.endColumn);
    line = location.line;
  }
  return out;
}

std::string encodeBody(const CodeUnit &unit) {
  std::string out;
  for (Instruction instruction : unit.instructions) {
    out += static_cast<char>(instruction.op);
    if (operandKind(instruction.op) != OperandKind::None)
      putUnsigned(out, instruction.arg);
  }
  putUnsigned(out, unit.exceptionTable.size());
  for (const ExceptionEntry &entry : unit.exceptionTable)
    for (uint32_t number : {entry.start, entry.end, entry.handler, entry.depth})
      putUnsigned(out, number);
  return out;
}

} // namespace regius
