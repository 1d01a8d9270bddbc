// Constants are kept as their encodings: equal encodings are one constant, so 1, 1.0 and True stay
// apart and 0.0 and -0.0 too. Items come before the tuples that hold them.
#include "compiler/bytecode/ConstantPool.h"

#include "compiler/bytecode/Encoding.h"

#include <cstring>

namespace regius {

namespace {

enum class Tag : uint8_t {
#define CONSTANT(Name, Contents) Name,
#include "runtime-lib/abi/Constants.def"
};

std::string tagged(Tag tag) { return std::string(1, static_cast<char>(tag)); }

void putText(std::string &out, const std::string &text) {
  putUnsigned(out, text.size());
  out += text;
}

void putDouble(std::string &out, double d) {
  uint64_t bits;
  std::memcpy(&bits, &d, sizeof bits);
  for (int i = 0; i < 8; i++)
    out += static_cast<char>(bits >> (8 * i));
}

/// CPython interns the string constants that look like names (Objects/codeobject.c does it for
/// all_name_chars); programs can see it through `is`.
bool looksLikeName(const std::string &text) {
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
      return false;
  return true;
}

} // namespace

uint32_t ConstantPool::intern(std::string encoding) {
  auto [place, isNew] = known_.try_emplace(std::move(encoding), count_);
  if (isNew) {
    blob_ += place->first;
    count_++;
  }
  return place->second;
}

uint32_t ConstantPool::sequence(char tag, const std::vector<uint32_t> &items) {
  std::string out(1, tag);
  putUnsigned(out, items.size());
  for (uint32_t item : items)
    putUnsigned(out, item);
  return intern(std::move(out));
}

uint32_t ConstantPool::name(const std::string &text) {
  std::string out = tagged(Tag::InternedStr);
  putText(out, text);
  return intern(std::move(out));
}

uint32_t ConstantPool::names(const std::vector<std::string> &texts) {
  std::vector<uint32_t> items;
  for (const std::string &text : texts)
    items.push_back(name(text));
  return sequence(static_cast<char>(Tag::Tuple), items);
}

uint32_t ConstantPool::tuple(const std::vector<Constant> &constants) {
  std::vector<uint32_t> items;
  for (const Constant &constant : constants)
    items.push_back(add(constant));
  return sequence(static_cast<char>(Tag::Tuple), items);
}

uint32_t ConstantPool::add(const Constant &constant) {
  std::string out;
  switch (constant.kind) {
  case Constant::Kind::None:
    return intern(tagged(Tag::None));
  case Constant::Kind::True:
    return intern(tagged(Tag::True));
  case Constant::Kind::False:
    return intern(tagged(Tag::False));
  case Constant::Kind::Ellipsis:
    return intern(tagged(Tag::Ellipsis));
  case Constant::Kind::Int:
    out = tagged(Tag::Int);
    putSigned(out, constant.intValue);
    return intern(std::move(out));
  case Constant::Kind::BigInt:
    out = tagged(Tag::BigInt);
    putText(out, constant.text);
    return intern(std::move(out));
  case Constant::Kind::Float:
    out = tagged(Tag::Float);
    putDouble(out, constant.real);
    return intern(std::move(out));
  case Constant::Kind::Complex:
    out = tagged(Tag::Complex);
    putDouble(out, constant.real);
    putDouble(out, constant.imag);
    return intern(std::move(out));
  case Constant::Kind::Str:
    if (looksLikeName(constant.text))
      return name(constant.text);
    out = tagged(Tag::Str);
    putText(out, constant.text);
    return intern(std::move(out));
  case Constant::Kind::Bytes:
    out = tagged(Tag::Bytes);
    putText(out, constant.text);
    return intern(std::move(out));
  case Constant::Kind::Tuple:
    return tuple(constant.items);
  case Constant::Kind::FrozenSet: {
    std::vector<uint32_t> items;
    for (const Constant &item : constant.items)
      items.push_back(add(item));
    return sequence(static_cast<char>(Tag::FrozenSet), items);
  }
  case Constant::Kind::Code:
    out = tagged(Tag::Code);
    putUnsigned(out, codeIndex_(constant.code.get()));
    return intern(std::move(out));
  }
  return 0;
}

} // namespace regius
