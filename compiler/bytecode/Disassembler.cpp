// Prints code units: a head (kind, signature facts, variables), one row for each instruction with
// its source line, jump label, name, operand and the operand's meaning, then the exception table.
//
//   # function f(a, b)  line 1
//      2       LoadLocal        0 (a)                    2:11-2:12
//              LoadLocal        1 (b)                    2:15-2:16
//              BinaryOp         0 (+)                    2:11-2:16
//              ReturnValue
#include "compiler/bytecode/Disassembler.h"

#include "runtime-lib/abi/Effects.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <set>

namespace regius {

namespace {

constexpr std::string_view kBinarySymbols[] = {
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace) Symbol,
#include "compiler/bytecode/Operands.def"
};
constexpr std::string_view kUnarySymbols[] = {
#define UNARY_KIND(Name, Symbol, Method) Symbol,
#include "compiler/bytecode/Operands.def"
};
constexpr std::string_view kCompareSymbols[] = {
#define COMPARE_KIND(Name, Symbol, Method, Reflected) Symbol,
#include "compiler/bytecode/Operands.def"
};
constexpr std::string_view kFunctionAttrNames[] = {
#define FUNCTION_ATTR(Name) #Name,
#include "compiler/bytecode/Operands.def"
};
constexpr std::string_view kIntrinsicNames[] = {
#define INTRINSIC(Name, Pops) #Name,
#include "compiler/bytecode/Operands.def"
};
constexpr std::string_view kOperandNames[] = {
    "None",      "Const",       "Name",       "Local",        "Deref",
    "Label",     "Count",       "Depth",      "Flags",        "BinaryKind",
    "UnaryKind", "CompareKind", "Conversion", "FunctionAttr", "Intrinsic",
};
constexpr std::string_view kKindNames[] = {
    "module", "class", "function", "lambda", "comprehension", "type-params", "expression",
};

template <size_t N> std::string pick(const std::string_view (&table)[N], uint32_t index) {
  return index < N ? std::string(table[index]) : "?";
}

std::string pickName(const std::vector<std::string> &table, uint32_t index) {
  return index < table.size() ? table[index] : "?";
}

std::string derefName(const CodeUnit &unit, uint32_t index) {
  if (index < unit.cellNames.size())
    return unit.cellNames[index];
  return pickName(unit.freeNames, index - static_cast<uint32_t>(unit.cellNames.size()));
}

void appendEscape(std::string &out, const char *format, unsigned value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, value);
  out += buffer;
}

/// Appends one character of a literal: quotes, backslashes and control characters escaped.
void appendLiteralByte(std::string &out, unsigned char c, char quote) {
  switch (c) {
  case '\n':
    out += "\\n";
    return;
  case '\r':
    out += "\\r";
    return;
  case '\t':
    out += "\\t";
    return;
  case '\\':
    out += "\\\\";
    return;
  default:
    if (c == static_cast<unsigned char>(quote))
      (out += '\\') += quote;
    else if (c < 32 || c == 127)
      appendEscape(out, "\\x%02x", c);
    else
      out += static_cast<char>(c);
  }
}

/// UTF-8 is shown as it is, except for surrogates (ED A0..BF xx), which no terminal takes.
std::string strRepr(const std::string &text) {
  const bool hasSingle = text.find('\'') != std::string::npos;
  const char quote = hasSingle && text.find('"') == std::string::npos ? '"' : '\'';
  std::string out(1, quote);
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (c == 0xed && next >= 0xa0 && i + 2 < text.size()) {
      const unsigned last = static_cast<unsigned char>(text[i + 2]);
      appendEscape(out, "\\u%04x", 0xd000u | ((next & 0x3fu) << 6) | (last & 0x3fu));
      i += 2;
    } else if (c == 0xc2 && next >= 0x80 && next <= 0xa0) { // C1 controls, no-break space
      appendEscape(out, "\\x%02x", next);
      ++i;
    } else {
      appendLiteralByte(out, c, quote);
    }
  }
  return out + quote;
}

std::string bytesRepr(const std::string &text) {
  const bool hasSingle = text.find('\'') != std::string::npos;
  const char quote = hasSingle && text.find('"') == std::string::npos ? '"' : '\'';
  std::string out = std::string("b") + quote;
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 127)
      appendEscape(out, "\\x%02x", static_cast<unsigned char>(c));
    else
      appendLiteralByte(out, static_cast<unsigned char>(c), quote);
  }
  return out + quote;
}

/// One part of a complex number: as repr() prints it, without ".0".
std::string complexPart(double value) {
  std::string text = floatRepr(value);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0)
    text.resize(text.size() - 2);
  return text;
}

std::string complexRepr(double real, double imag) {
  std::string imagText = complexPart(imag) + "j";
  if (real == 0 && !std::signbit(real))
    return imagText;
  if (imagText[0] != '-')
    imagText.insert(0, "+");
  return "(" + complexPart(real) + imagText + ")";
}

std::string itemsRepr(const std::vector<Constant> &items, bool tuple) {
  std::string out;
  for (const Constant &item : items)
    out += (out.empty() ? "" : ", ") + constantRepr(item);
  if (tuple && items.size() == 1)
    out += ",";
  return out;
}

} // namespace

std::string floatRepr(double value) {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  // Shortest digits that read back the same, then Python's choice of notation: an exponent when it
  // is below -4 or at least 16.
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string text(buffer, end.ptr);
  const size_t e = text.find('e');
  const int exponent = std::atoi(text.c_str() + e + 1);
  if (exponent < -4 || exponent >= 16)
    return text;
  end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  text.assign(buffer, end.ptr);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string constantRepr(const Constant &constant) {
  switch (constant.kind) {
  case Constant::Kind::None:
    return "None";
  case Constant::Kind::True:
    return "True";
  case Constant::Kind::False:
    return "False";
  case Constant::Kind::Ellipsis:
    return "Ellipsis";
  case Constant::Kind::Int:
    return std::to_string(constant.intValue);
  case Constant::Kind::BigInt:
    return constant.text;
  case Constant::Kind::Float:
    return floatRepr(constant.real);
  case Constant::Kind::Complex:
    return complexRepr(constant.real, constant.imag);
  case Constant::Kind::Str:
    return strRepr(constant.text);
  case Constant::Kind::Bytes:
    return bytesRepr(constant.text);
  case Constant::Kind::Tuple:
    return "(" + itemsRepr(constant.items, true) + ")";
  case Constant::Kind::FrozenSet:
    return "frozenset({" + itemsRepr(constant.items, false) + "})";
  case Constant::Kind::Code:
    return "<code " + (constant.code ? constant.code->qualName : "?") + ">";
  }
  return "?";
}

std::string operandText(const CodeUnit &unit, size_t index) {
  const Instruction instruction = unit.instructions[index];
  const uint32_t arg = instruction.arg;
  switch (operandKind(instruction.op)) {
  case OperandKind::None:
    return {};
  case OperandKind::Const: {
    if (arg >= unit.consts.size())
      return "?";
    std::string text = constantRepr(unit.consts[arg]);
    return text.size() > 70 ? text.substr(0, 67) + "..." : text;
  }
  case OperandKind::Name:
    return pickName(unit.names, arg);
  case OperandKind::Local:
    return pickName(unit.varNames, arg);
  case OperandKind::Deref:
    return derefName(unit, arg);
  case OperandKind::Label:
    return "to " + std::to_string(arg);
  case OperandKind::Count:
  case OperandKind::Depth:
    return {};
  case OperandKind::Flags:
    if (instruction.op == Opcode::Is)
      return arg ? "is not" : "is";
    if (instruction.op == Opcode::Contains)
      return arg ? "not in" : "in";
    if (instruction.op == Opcode::CallEx)
      return arg ? "*args, **kwargs" : "*args";
    return {};
  case OperandKind::BinaryKind:
    return pick(kBinarySymbols, arg & (kInplace - 1)) + (arg & kInplace ? "=" : "");
  case OperandKind::UnaryKind:
    return pick(kUnarySymbols, arg);
  case OperandKind::CompareKind:
    return pick(kCompareSymbols, arg);
  case OperandKind::Conversion: {
    static constexpr std::string_view kNames[] = {"", "str", "repr", "ascii"};
    std::string text(kNames[arg & 3]);
    if (arg & kHasFormatSpec)
      text += text.empty() ? "with format" : " with format";
    return text;
  }
  case OperandKind::FunctionAttr:
    return pick(kFunctionAttrNames, arg);
  case OperandKind::Intrinsic:
    return pick(kIntrinsicNames, arg);
  }
  return {};
}

namespace {

std::string locationText(const Location &where) {
  if (where.line <= 0)
    return {};
  std::string text = std::to_string(where.line);
  if (where.column < 0)
    return text;
  text += ":" + std::to_string(where.column) + "-";
  if (where.endLine != where.line)
    text += std::to_string(where.endLine) + ":";
  return text + std::to_string(where.endColumn);
}

std::string joined(const std::vector<std::string> &names) {
  std::string out;
  for (const std::string &name : names)
    out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string flagWords(uint32_t flags) {
  static constexpr std::pair<uint32_t, std::string_view> kWords[] = {
      {kVarArgs, "varargs"},
      {kVarKeywords, "varkeywords"},
      {kGenerator, "generator"},
      {kCoroutine, "coroutine"},
      {kAsyncGenerator, "async-generator"},
      {kNested, "nested"},
      {kNeedsLocals, "needs-locals"},
      {kFutureAnnotations, "future-annotations"},
      {kHasDocstring, "docstring"},
      {kMethod, "method"},
      {kExactLifetimes, "exact-lifetimes"},
      {kKeepsLastLine, "keeps-last-line"},
  };
  std::string out;
  for (auto [bit, word] : kWords)
    if (flags & bit)
      (out += out.empty() ? "" : " ") += word;
  return out;
}

std::string padded(std::string text, size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

void appendHead(std::string &out, const CodeUnit &unit) {
  out += "# " + pick(kKindNames, static_cast<uint32_t>(unit.kind)) + " " + unit.qualName +
         "  line " + std::to_string(unit.firstLine) + "  stack " + std::to_string(unit.stackSize);
  if (std::string words = flagWords(unit.flags); !words.empty())
    out += "  " + words;
  out += "\n";
  if (unit.parameterCount()) {
    out += "#   parameters: " + std::to_string(unit.argCount);
    if (unit.posOnlyCount)
      out += " (positional-only " + std::to_string(unit.posOnlyCount) + ")";
    if (unit.kwOnlyCount)
      out += ", keyword-only " + std::to_string(unit.kwOnlyCount);
    out += "\n";
  }
  const std::pair<const char *, const std::vector<std::string> *> lists[] = {
      {"locals", &unit.varNames},
      {"cells", &unit.cellNames},
      {"free", &unit.freeNames},
      {"self attributes", &unit.selfAttributes},
  };
  for (auto [title, names] : lists)
    if (!names->empty())
      out += std::string("#   ") + title + ": " + joined(*names) + "\n";
}

void appendInstructions(std::string &out, const CodeUnit &unit) {
  std::set<uint32_t> labels;
  for (Instruction instruction : unit.instructions)
    if (operandKind(instruction.op) == OperandKind::Label)
      labels.insert(instruction.arg);
  for (const ExceptionEntry &entry : unit.exceptionTable)
    labels.insert(entry.handler);
  int32_t line = -1;
  for (size_t i = 0; i < unit.instructions.size(); ++i) {
    const Instruction instruction = unit.instructions[i];
    const Location where = i < unit.locations.size() ? unit.locations[i] : Location{};
    std::string row;
    if (where.line > 0 && where.line != line) {
      if (i)
        out += "\n";
      row = std::to_string(where.line);
      line = where.line;
    }
    row = std::string(row.size() < 6 ? 6 - row.size() : 0, ' ') + row;
    row += labels.count(static_cast<uint32_t>(i)) ? " >> " : "    ";
    std::string number = std::to_string(i);
    row += std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + " ";
    row += padded(std::string(opcodeName(instruction.op)), 18);
    if (operandKind(instruction.op) != OperandKind::None) {
      row += " " + padded(std::to_string(instruction.arg), 3);
      if (std::string text = operandText(unit, i); !text.empty())
        row += " (" + text + ")";
    }
    if (std::string text = locationText(where); !text.empty())
      row = padded(std::move(row), 62) + "  " + text;
    while (!row.empty() && row.back() == ' ')
      row.pop_back();
    out += row + "\n";
  }
}

void appendExceptionTable(std::string &out, const CodeUnit &unit) {
  if (unit.exceptionTable.empty())
    return;
  out += "exception table:\n";
  for (const ExceptionEntry &entry : unit.exceptionTable)
    out += "  " + std::to_string(entry.start) + " to " + std::to_string(entry.end) + " -> " +
           std::to_string(entry.handler) + " [" + std::to_string(entry.depth) + "]\n";
}

void appendUnit(std::string &out, const CodeUnit &unit, const std::string &only) {
  if (only.empty() || unit.name == only || unit.qualName == only) {
    if (!out.empty())
      out += "\n";
    appendHead(out, unit);
    appendInstructions(out, unit);
    appendExceptionTable(out, unit);
  }
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code && constant.code)
      appendUnit(out, *constant.code, only);
}

std::string effectWords(uint32_t bits) {
  if (effects::has(bits, effects::RunsPython))
    return "runs Python";
  static constexpr std::pair<uint32_t, std::string_view> kWords[] = {
      {effects::Throws, "raises"},
      {effects::MayCollect, "may collect"},
      {effects::ReadsHeap, "reads heap"},
      {effects::WritesHeap, "writes heap"},
  };
  std::string out;
  for (auto [bit, word] : kWords)
    if (bits & bit)
      (out += out.empty() ? "" : ", ") += word;
  return out.empty() ? "pure" : out;
}

} // namespace

std::string disassemble(const CodeUnit &unit, const std::string &onlyFunction) {
  std::string out;
  appendUnit(out, unit, onlyFunction);
  return out;
}

std::string opcodeDocumentation() {
  std::string out = "# Instructions of the Regius bytecode (version " +
                    std::to_string(kBytecodeVersion) +
                    ")\n\nThe stack is written bottom to top, [a b] -> [c]; null is the empty "
                    "value; -> label marks a jump.\n\n";
  out += "| code | instruction | operand | effects | semantics |\n|---|---|---|---|---|\n";
  for (unsigned i = 0; i < kOpcodeCount; ++i) {
    const Opcode op = static_cast<Opcode>(i);
    out += "| " + std::to_string(i) + " | " + std::string(opcodeName(op)) + " | " +
           pick(kOperandNames, static_cast<uint32_t>(operandKind(op))) + " | " +
           effectWords(opcodeEffects(op)) + " | ";
    for (char c : opcodeText(op))
      (out += c == '|' ? "\\" : "") += c;
    out += " |\n";
  }
  auto list = [&out](std::string_view title, auto &table) {
    out += "\n" + std::string(title) + ":";
    unsigned n = 0;
    for (std::string_view item : table)
      out += " " + std::to_string(n++) + " `" + std::string(item) + "`";
    out += "\n";
  };
  list("BinaryKind (+16: in place)", kBinarySymbols);
  list("UnaryKind", kUnarySymbols);
  list("CompareKind", kCompareSymbols);
  list("FunctionAttr", kFunctionAttrNames);
  list("Intrinsic", kIntrinsicNames);
  return out;
}

} // namespace regius
