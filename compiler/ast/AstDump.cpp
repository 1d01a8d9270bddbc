// The text of ast.dump(tree, include_attributes=...), derived from Nodes.def, and repr() of
// constants.
//
//   x = 1  ->  Module(body=[Assign(targets=[Name(id='x', ctx=Store(), lineno=1, ...)], ...
#include "compiler/ast/AstDump.h"

#include "compiler/ast/Walk.h"
#include "compiler/support/Unicode.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace regius::ast {

const char *nodeName(NodeKind kind) {
  switch (kind) {
#define NODE(Category, Name, PythonName, Fields)                                                   \
  case NodeKind::Name:                                                                             \
    return PythonName;
#include "compiler/ast/Nodes.def"
  }
  return "";
}

const char *enumName(BoolOperator op) { return op == BoolOperator::And ? "And" : "Or"; }

const char *enumName(Operator op) {
  switch (op) {
#define OPERATOR(Name, Text)                                                                       \
  case Operator::Name:                                                                             \
    return #Name;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *enumName(UnaryOperator op) {
  switch (op) {
#define UNARY_OP(Name, Text)                                                                       \
  case UnaryOperator::Name:                                                                        \
    return #Name;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *enumName(CompareOperator op) {
  switch (op) {
#define COMPARE_OP(Name, Text)                                                                     \
  case CompareOperator::Name:                                                                      \
    return #Name;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *enumName(ExprContext context) {
  switch (context) {
#define EXPR_CONTEXT(Name, Text)                                                                   \
  case ExprContext::Name:                                                                          \
    return #Name;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *spelling(Operator op) {
  switch (op) {
#define OPERATOR(Name, Text)                                                                       \
  case Operator::Name:                                                                             \
    return Text;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *spelling(UnaryOperator op) {
  switch (op) {
#define UNARY_OP(Name, Text)                                                                       \
  case UnaryOperator::Name:                                                                        \
    return Text;
#include "compiler/ast/Nodes.def"
  }
  return "";
}
const char *spelling(CompareOperator op) {
  switch (op) {
#define COMPARE_OP(Name, Text)                                                                     \
  case CompareOperator::Name:                                                                      \
    return Text;
#include "compiler/ast/Nodes.def"
  }
  return "";
}

// Quotes as repr() chooses them: single, unless that needs escaping and double does not.
static char chooseQuote(std::string_view text) {
  return text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
}

static void appendEscape(std::string &out, const char *format, uint32_t code) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, code);
  out += buffer;
}

// The escapes that str and bytes share; false if `c` needs none of them.
static bool appendCommonEscape(std::string &out, uint32_t c, char quote) {
  if (c == uint32_t(quote) || c == '\\')
    (out += '\\') += char(c);
  else if (c == '\n')
    out += "\\n";
  else if (c == '\r')
    out += "\\r";
  else if (c == '\t')
    out += "\\t";
  else
    return false;
  return true;
}

void appendStrRepr(std::string_view text, std::string &out) {
  char quote = chooseQuote(text);
  out += quote;
  for (const char *p = text.data(), *end = p + text.size(); p < end;) {
    const char *start = p;
    uint32_t code = unicode::decode(p);
    if (appendCommonEscape(out, code, quote))
      continue;
    if (code < 32 || code == 127 || (code >= 128 && !unicode::isPrintable(code)))
      appendEscape(out, code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x", code);
    else
      out.append(start, p);
  }
  out += quote;
}

static void appendBytesRepr(std::string_view text, std::string &out) {
  char quote = chooseQuote(text);
  out += 'b';
  out += quote;
  for (unsigned char c : text) {
    if (appendCommonEscape(out, c, quote))
      continue;
    if (c < 32 || c >= 127)
      appendEscape(out, "\\x%02x", c);
    else
      out += char(c);
  }
  out += quote;
}

// Shortest digits that round-trip, in repr()'s layout: exponent below 1e-4 and from 1e16 on.
static std::string floatRepr(double value, bool addPointZero) {
  if (std::isinf(value))
    return value < 0 ? "-inf" : "inf";
  if (std::isnan(value))
    return "nan";
  char buffer[40];
  char *end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  *end = '\0'; // for atoi below
  std::string_view text(buffer, size_t(end - buffer));
  size_t e = text.find('e');
  int exponent = std::atoi(text.data() + e + 1);
  std::string digits;
  for (char c : text.substr(0, e))
    if (c != '.')
      digits += c;
  std::string result;
  if (exponent < -4 || exponent >= 16) {
    result = digits.substr(0, 1);
    if (digits.size() > 1)
      result += "." + digits.substr(1);
    std::snprintf(buffer, sizeof buffer, "e%c%02d", exponent < 0 ? '-' : '+', std::abs(exponent));
    return result + buffer;
  }
  if (exponent < 0)
    return "0." + std::string(size_t(-exponent - 1), '0') + digits;
  if (digits.size() <= size_t(exponent) + 1) {
    digits.append(size_t(exponent) + 1 - digits.size(), '0');
    return addPointZero ? digits + ".0" : digits;
  }
  return digits.substr(0, size_t(exponent) + 1) + "." + digits.substr(size_t(exponent) + 1);
}

// Decimal digits of a little-endian magnitude, by repeated division by 10^9.
static std::string bigIntRepr(std::string_view magnitude) {
  std::vector<uint32_t> limbs((magnitude.size() + 3) / 4);
  for (size_t i = 0; i < magnitude.size(); ++i)
    limbs[i / 4] |= uint32_t(static_cast<unsigned char>(magnitude[i])) << (i % 4 * 8);
  std::string reversed;
  while (!limbs.empty()) {
    uint64_t remainder = 0;
    for (size_t i = limbs.size(); i-- > 0;) {
      uint64_t part = remainder << 32 | limbs[i];
      limbs[i] = uint32_t(part / 1000000000);
      remainder = part % 1000000000;
    }
    while (!limbs.empty() && limbs.back() == 0)
      limbs.pop_back();
    for (int i = 0; i < 9 && (remainder || !limbs.empty()); ++i, remainder /= 10)
      reversed += char('0' + remainder % 10);
  }
  return {reversed.rbegin(), reversed.rend()};
}

void appendRepr(const ConstantValue &value, std::string &out) {
  switch (value.kind) {
  case ConstantKind::None:
    out += "None";
    return;
  case ConstantKind::True:
    out += "True";
    return;
  case ConstantKind::False:
    out += "False";
    return;
  case ConstantKind::Ellipsis:
    out += "Ellipsis";
    return;
  case ConstantKind::Int:
    out += std::to_string(value.integer);
    return;
  case ConstantKind::BigInt:
    out += bigIntRepr(value.text);
    return;
  case ConstantKind::Float:
    out += floatRepr(value.real, true);
    return;
  case ConstantKind::Complex: // of a literal: real is 0
    out += floatRepr(value.imaginary, false) + "j";
    return;
  case ConstantKind::Str:
    appendStrRepr(value.text, out);
    return;
  case ConstantKind::Bytes:
    appendBytesRepr(value.text, out);
    return;
  case ConstantKind::Tuple: // no literals
  case ConstantKind::FrozenSet:
  case ConstantKind::Invalid:
    return;
  }
}

namespace {

class Dumper {
public:
  Dumper(std::string &out, Attributes attributes) : out_(out), attributes_(attributes) {}

  void node(const Node &node) {
    dispatch(const_cast<Node &>(node), [&](auto &typed) {
      out_ += nodeName(typed.kind);
      out_ += '(';
      bool savedFirst = first_;
      first_ = true;
      fields(typed);
      if constexpr (std::is_base_of_v<Located, std::remove_reference_t<decltype(typed)>>)
        if (attributes_ == Attributes::Yes)
          position(typed);
      out_ += ')';
      first_ = savedFirst;
    });
  }

private:
  void name(std::string_view text) {
    if (!first_)
      out_ += ", ";
    first_ = false;
    (out_ += fieldName(text)) += '=';
  }

  void number(int64_t value) {
    char buffer[24];
    out_.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
  }

  void position(const Located &at) {
    name("lineno");
    number(at.lineno);
    name("col_offset");
    number(at.col_offset);
    name("end_lineno");
    number(at.end_lineno);
    name("end_col_offset");
    number(at.end_col_offset);
  }

  template <class T> void list(const char *fieldName, Array<T *> nodes) {
    name(fieldName);
    out_ += '[';
    bool separator = false;
    for (T *child : nodes) {
      if (separator)
        out_ += ", ";
      separator = true;
      if (child)
        node(*child);
      else
        out_ += "None";
    }
    out_ += ']';
  }

  void value(const char *fieldName, Identifier id) {
    name(fieldName);
    appendStrRepr(id.view(), out_);
  }
  void value(const char *fieldName, Text text) {
    name(fieldName);
    appendStrRepr(text, out_);
  }
  void value(const char *fieldName, const ConstantValue &constant) {
    name(fieldName);
    appendRepr(constant, out_);
  }
  void value(const char *fieldName, int integer) {
    name(fieldName);
    number(integer);
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void value(const char *fieldName, Enum op) {
    name(fieldName);
    (out_ += enumName(op)) += "()";
  }
  void value(const char *fieldName, Array<CompareOperator> ops) {
    name(fieldName);
    out_ += '[';
    for (size_t i = 0; i < ops.size(); ++i)
      ((out_ += i ? ", " : "") += enumName(ops[i])) += "()";
    out_ += ']';
  }
  void value(const char *fieldName, Array<Identifier> names) {
    name(fieldName);
    out_ += '[';
    for (size_t i = 0; i < names.size(); ++i) {
      out_ += i ? ", " : "";
      appendStrRepr(names[i].view(), out_);
    }
    out_ += ']';
  }

#define CHILD(Type, field)                                                                         \
  name(#field);                                                                                    \
  node(*typed.field);
#define MAYBE(Type, field)                                                                         \
  if (typed.field) {                                                                               \
    name(#field);                                                                                  \
    node(*typed.field);                                                                            \
  }
#define LIST(Type, field) list(#field, typed.field);
#define NEW_LIST(Type, field)                                                                      \
  if (!typed.field.empty())                                                                        \
    list(#field, typed.field);
#define VALUE(Type, field) value(#field, typed.field);
#define MAYBE_INT(field) VALUE(int, field)
#define MAYBE_ID(field)                                                                            \
  if (typed.field)                                                                                 \
    value(#field, typed.field);
#define MAYBE_TEXT(field)                                                                          \
  if (typed.field.data())                                                                          \
    value(#field, typed.field);
#define NODE(Category, Name, PythonName, Fields)                                                   \
  void fields(const struct Name &typed) {                                                          \
    (void)typed;                                                                                   \
    Fields                                                                                         \
  }
#include "compiler/ast/Nodes.def"

  std::string &out_;
  Attributes attributes_;
  bool first_ = true;
};

} // namespace

void dump(const Node &node, std::string &out, Attributes attributes) {
  Dumper(out, attributes).node(node);
}

} // namespace regius::ast
