// Writes and reads .rbc files:
//
//   magic (8) | version (u32) | length of the payload (u64) | FNV-1a of the payload (u64) | payload
//
// All fixed numbers are little-endian. The payload is one unit: unsigned numbers as LEB128, signed
// ones zigzag-coded, floats as their 8 bytes, strings and lists with their length in front,
// locations as differences to the one before. The reader checks every length against what is left,
// so a bad file costs no more memory than its own size times a small factor.
#include "compiler/bytecode/Serialize.h"

#include <bit>
#include <cstring>

namespace regius {

namespace {

constexpr int kMaxNesting = 1000;
constexpr size_t kHeadSize = 8 + 4 + 8 + 8;

constexpr uint64_t checksum(std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char c : bytes)
    hash = (hash ^ c) * 0x100000001b3u;
  return hash;
}

constexpr std::string_view kOpcodes =
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) #Name " " #Operand "\n"
#include "compiler/bytecode/Opcodes.def"
    ;
static_assert(checksum(kOpcodes) == 16424649147876497163u, "the instructions have changed: increase kBytecodeVersion, then put the new checksum here");

void appendFixed(std::string &out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i)
    out += static_cast<char>(value >> (8 * i));
}

uint64_t readFixed(std::string_view bytes, size_t at, int count) {
  uint64_t value = 0;
  for (int i = 0; i < count; ++i)
    value |= uint64_t{static_cast<unsigned char>(bytes[at + static_cast<size_t>(i)])} << (8 * i);
  return value;
}

class Writer {
public:
  std::string out;

  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
  }

  void signedNumber(int64_t value) {
    number(static_cast<uint64_t>(value) << 1 ^ static_cast<uint64_t>(value >> 63));
  }

  void real(double value) { appendFixed(out, std::bit_cast<uint64_t>(value), 8); }

  void string(const std::string &text) {
    number(text.size());
    out += text;
  }

  void strings(const std::vector<std::string> &list) {
    number(list.size());
    for (const std::string &text : list)
      string(text);
  }

  void constants(const std::vector<Constant> &list) {
    number(list.size());
    for (const Constant &item : list)
      constant(item);
  }

  void constant(const Constant &value) {
    out += static_cast<char>(value.kind);
    switch (value.kind) {
    case Constant::Kind::None:
    case Constant::Kind::True:
    case Constant::Kind::False:
    case Constant::Kind::Ellipsis:
      return;
    case Constant::Kind::Int:
      return signedNumber(value.intValue);
    case Constant::Kind::Float:
      return real(value.real);
    case Constant::Kind::Complex:
      real(value.real);
      return real(value.imag);
    case Constant::Kind::BigInt:
    case Constant::Kind::Str:
    case Constant::Kind::Bytes:
      return string(value.text);
    case Constant::Kind::Tuple:
    case Constant::Kind::FrozenSet:
      return constants(value.items);
    case Constant::Kind::Code:
      return unit(*value.code);
    }
  }

  void unit(const CodeUnit &u) {
    string(u.name);
    string(u.qualName);
    string(u.fileName);
    out += static_cast<char>(u.kind);
    for (uint32_t value :
         {u.flags, u.firstLine, u.posOnlyCount, u.argCount, u.kwOnlyCount, u.stackSize})
      number(value);
    strings(u.varNames);
    strings(u.cellNames);
    for (int32_t index : u.cellParams)
      signedNumber(index);
    strings(u.freeNames);
    strings(u.names);
    strings(u.selfAttributes);
    constants(u.consts);
    number(u.instructions.size());
    for (Instruction instruction : u.instructions) {
      out += static_cast<char>(instruction.op);
      if (operandKind(instruction.op) != OperandKind::None)
        number(instruction.arg);
    }
    locations(u.locations);
    number(u.exceptionTable.size());
    for (const ExceptionEntry &entry : u.exceptionTable)
      for (uint32_t value : {entry.start, entry.end, entry.handler, entry.depth})
        number(value);
  }

private:
  void locations(const std::vector<Location> &list) {
    Location last{};
    for (const Location &where : list) {
      signedNumber(int64_t{where.line} - last.line);
      signedNumber(int64_t{where.endLine} - where.line);
      signedNumber(int64_t{where.column} - last.column);
      signedNumber(int64_t{where.endColumn} - where.column);
      last = where;
    }
  }
};

class Reader {
public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  const char *error() const { return error_; }
  bool atEnd() const { return at_ == bytes_.size(); }

  std::unique_ptr<CodeUnit> unit(int level) {
    if (level > kMaxNesting) {
      fail("nested too deeply");
      return nullptr;
    }
    auto u = std::make_unique<CodeUnit>();
    u->name = string();
    u->qualName = string();
    u->fileName = string();
    u->kind = static_cast<CodeKind>(byte());
    if (u->kind > CodeKind::Expression)
      fail("unknown kind of unit");
    for (uint32_t *field :
         {&u->flags, &u->firstLine, &u->posOnlyCount, &u->argCount, &u->kwOnlyCount, &u->stackSize})
      *field = number32();
    u->varNames = strings();
    u->cellNames = strings();
    for (size_t i = 0; i < u->cellNames.size() && !error_; ++i)
      u->cellParams.push_back(signed32());
    u->freeNames = strings();
    u->names = strings();
    u->selfAttributes = strings();
    u->consts = constants(level);
    const size_t count = length(1);
    u->instructions.reserve(count);
    for (size_t i = 0; i < count && !error_; ++i)
      u->instructions.push_back(instruction());
    locations(*u, count);
    const size_t entries = length(4);
    for (size_t i = 0; i < entries && !error_; ++i) {
      ExceptionEntry entry{};
      for (uint32_t *field : {&entry.start, &entry.end, &entry.handler, &entry.depth})
        *field = number32();
      u->exceptionTable.push_back(entry);
    }
    if (error_)
      return nullptr;
    return u;
  }

private:
  void fail(const char *text) {
    if (!error_)
      error_ = text;
    at_ = bytes_.size();
  }

  uint8_t byte() {
    if (at_ >= bytes_.size()) {
      fail("ends too early");
      return 0;
    }
    return static_cast<uint8_t>(bytes_[at_++]);
  }

  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t part = byte();
      if (shift == 63 && part > 1)
        break;
      value |= uint64_t{part & 0x7fu} << shift;
      if (!(part & 0x80))
        return value;
    }
    fail("a number is out of range");
    return 0;
  }

  int64_t signedNumber() {
    const uint64_t value = number();
    return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
  }

  uint32_t number32() {
    const uint64_t value = number();
    if (value > UINT32_MAX)
      fail("a number is out of range");
    return static_cast<uint32_t>(value);
  }

  int32_t signed32() { return narrow(signedNumber()); }

  int32_t narrow(int64_t value) {
    if (value < INT32_MIN || value > INT32_MAX) {
      fail("a number is out of range");
      return 0;
    }
    return static_cast<int32_t>(value);
  }

  /// A length of a list whose items take at least `itemSize` bytes.
  size_t length(size_t itemSize) {
    const uint64_t value = number();
    if (value > (bytes_.size() - at_) / itemSize) {
      fail("a length is out of range");
      return 0;
    }
    return static_cast<size_t>(value);
  }

  double real() {
    if (bytes_.size() - at_ < 8) {
      fail("ends too early");
      return 0;
    }
    const uint64_t bits = readFixed(bytes_, at_, 8);
    at_ += 8;
    return std::bit_cast<double>(bits);
  }

  std::string string() {
    const size_t size = length(1);
    std::string text(bytes_.substr(at_, size));
    at_ += size;
    return text;
  }

  std::vector<std::string> strings() {
    std::vector<std::string> list;
    const size_t count = length(1);
    for (size_t i = 0; i < count && !error_; ++i)
      list.push_back(string());
    return list;
  }

  std::vector<Constant> constants(int level) {
    std::vector<Constant> list;
    const size_t count = length(1);
    for (size_t i = 0; i < count && !error_; ++i)
      list.push_back(constant(level + 1));
    return list;
  }

  Constant constant(int level) {
    Constant value;
    if (level > kMaxNesting) {
      fail("nested too deeply");
      return value;
    }
    value.kind = static_cast<Constant::Kind>(byte());
    switch (value.kind) {
    case Constant::Kind::None:
    case Constant::Kind::True:
    case Constant::Kind::False:
    case Constant::Kind::Ellipsis:
      return value;
    case Constant::Kind::Int:
      value.intValue = signedNumber();
      return value;
    case Constant::Kind::Float:
      value.real = real();
      return value;
    case Constant::Kind::Complex:
      value.real = real();
      value.imag = real();
      return value;
    case Constant::Kind::BigInt:
      value.text = string();
      if (!isDecimal(value.text))
        fail("a big integer is not a decimal number");
      return value;
    case Constant::Kind::Str:
    case Constant::Kind::Bytes:
      value.text = string();
      return value;
    case Constant::Kind::Tuple:
    case Constant::Kind::FrozenSet:
      value.items = constants(level);
      return value;
    case Constant::Kind::Code:
      value.code = unit(level + 1);
      return value;
    }
    fail("unknown kind of constant");
    return value;
  }

  static bool isDecimal(const std::string &text) {
    const size_t start = !text.empty() && text[0] == '-' ? 1 : 0;
    return text.size() > start && text.find_first_not_of("0123456789", start) == std::string::npos;
  }

  Instruction instruction() {
    Instruction result{static_cast<Opcode>(byte()), 0};
    if (static_cast<unsigned>(result.op) >= kOpcodeCount)
      fail("unknown instruction");
    else if (operandKind(result.op) != OperandKind::None)
      result.arg = number32();
    return result;
  }

  void locations(CodeUnit &u, size_t count) {
    Location last{};
    for (size_t i = 0; i < count && !error_; ++i) {
      Location where;
      where.line = narrow(int64_t{signed32()} + last.line);
      where.endLine = narrow(int64_t{signed32()} + where.line);
      where.column = narrow(int64_t{signed32()} + last.column);
      where.endColumn = narrow(int64_t{signed32()} + where.column);
      u.locations.push_back(where);
      last = where;
    }
  }

  std::string_view bytes_;
  size_t at_ = 0;
  const char *error_ = nullptr;
};

} // namespace

std::string serialize(const CodeUnit &unit) {
  Writer writer;
  writer.unit(unit);
  std::string out(kRbcMagic);
  appendFixed(out, kBytecodeVersion, 4);
  appendFixed(out, writer.out.size(), 8);
  appendFixed(out, checksum(writer.out), 8);
  return out + writer.out;
}

std::unique_ptr<CodeUnit> deserialize(std::string_view bytes, std::string &error) {
  if (bytes.substr(0, kRbcMagic.size()) != kRbcMagic) {
    error = "not a Regius bytecode file";
    return nullptr;
  }
  if (bytes.size() < kHeadSize) {
    error = "bytecode file: ends too early";
    return nullptr;
  }
  if (const uint64_t version = readFixed(bytes, 8, 4); version != kBytecodeVersion) {
    error = "bytecode file of version " + std::to_string(version) + ", expected version " +
            std::to_string(kBytecodeVersion);
    return nullptr;
  }
  const std::string_view payload = bytes.substr(kHeadSize);
  if (readFixed(bytes, 12, 8) != payload.size()) {
    error = "bytecode file: the length is wrong";
    return nullptr;
  }
  if (readFixed(bytes, 20, 8) != checksum(payload)) {
    error = "bytecode file: the checksum is wrong";
    return nullptr;
  }
  Reader reader(payload);
  std::unique_ptr<CodeUnit> unit = reader.unit(0);
  if (!unit || reader.error()) {
    error = std::string("bytecode file: ") + (reader.error() ? reader.error() : "malformed");
    return nullptr;
  }
  if (!reader.atEnd()) {
    error = "bytecode file: bytes after the end";
    return nullptr;
  }
  return unit;
}

} // namespace regius
