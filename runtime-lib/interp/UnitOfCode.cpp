// The reverse of CodeImage.cpp: everything that a CodeUnit holds is kept in CodeInfo and the constants.
#include "runtime-lib/interp/UnitOfCode.h"

#include "runtime-lib/objects/set/Set.h"

#include "compiler/bytecode/Leb128.h"

namespace rt {

namespace {

using regius::CodeUnit;
using regius::Constant;

std::string textOf(Thread &t, Value v) { return std::string(strUtf8(t, as<Str>(v))); }

std::vector<std::string> texts(Thread &t, Value tuple) {
  std::vector<std::string> list;
  for (int64_t i = 0; i < as<Tuple>(tuple)->size; i++) list.push_back(textOf(t, as<Tuple>(tuple)->items[i]));
  return list;
}

bool constantOf(Thread &t, Value v, Constant *out);

bool constantsOf(Thread &t, Value sequence, std::vector<Constant> *out) {
  Tuple *tuple = toTuple(t, sequence);
  for (int64_t i = 0; tuple && i < tuple->size; i++)
    if (!constantOf(t, tuple->items[i], &out->emplace_back())) return false;
  return tuple;
}

bool constantOf(Thread &t, Value v, Constant *out) {
  auto is = [&](Constant::Kind kind) {
    out->kind = kind;
    return true;
  };
  if (isNone(v)) return is(Constant::Kind::None);
  if (isTrue(v)) return is(Constant::Kind::True);
  if (isFalse(v)) return is(Constant::Kind::False);
  switch (static_cast<TypeId>(shapeOf(v))) {
  case TypeId::Ellipsis: return is(Constant::Kind::Ellipsis);
  case TypeId::Int: {
    if (isInt(v)) {
      out->intValue = asInt(v);
      return is(Constant::Kind::Int);
    }
    Str *digits = intToText(t, v, 10);
    if (!digits) return false;
    out->text = textOf(t, fromObject(digits));
    return is(Constant::Kind::BigInt);
  }
  case TypeId::Float: return toDouble(t, v, &out->real) && is(Constant::Kind::Float);
  case TypeId::Complex:
    out->real = as<Complex>(v)->real;
    out->imag = as<Complex>(v)->imag;
    return is(Constant::Kind::Complex);
  case TypeId::Str: out->text = textOf(t, v); return is(Constant::Kind::Str);
  case TypeId::Bytes:
    out->text.assign(reinterpret_cast<const char *>(as<Bytes>(v)->data), static_cast<size_t>(as<Bytes>(v)->length));
    return is(Constant::Kind::Bytes);
  case TypeId::Tuple: return is(Constant::Kind::Tuple) && constantsOf(t, v, &out->items);
  case TypeId::FrozenSet: return is(Constant::Kind::FrozenSet) && constantsOf(t, v, &out->items);
  case TypeId::Code: {
    std::unique_ptr<CodeUnit> unit = unitOfCode(t, as<Code>(v)->info);
    if (!unit) return false;
    out->code = std::move(unit);
    return is(Constant::Kind::Code);
  }
  default: return false; // replaced by the program: not a constant of a source
  }
}

void readLocations(const CodeInfo *info, CodeUnit &unit) {
  const uint8_t *p = info->lineTable, *end = p + info->lineTableSize;
  auto number = [&] { return static_cast<int32_t>(regius::getSigned(p)); };
  int32_t line = static_cast<int32_t>(info->firstLine);
  while (p != end) {
    regius::Location &where = unit.locations.emplace_back();
    where.line = line += number();
    where.endLine = line + number();
    where.column = number();
    where.endColumn = number();
  }
}

void readBody(const CodeInfo *info, CodeUnit &unit) {
  const uint8_t *p = info->body;
  auto number = [&] { return static_cast<uint32_t>(regius::getUnsigned(p)); };
  for (uint32_t i = 0; i < info->instructionCount; i++) {
    const auto op = static_cast<regius::Opcode>(*p++);
    unit.instructions.push_back({op, regius::operandKind(op) == regius::OperandKind::None ? 0 : number()});
  }
  unit.exceptionTable.resize(number());
  for (regius::ExceptionEntry &entry : unit.exceptionTable)
    entry = {number(), number(), number(), number()};
}

} // namespace

std::vector<Constant> constantKinds(const Tuple *constants) {
  std::vector<Constant> kinds(static_cast<size_t>(constants->size));
  auto code = std::make_shared<CodeUnit>(); // returns None
  code->consts.resize(1);
  code->instructions = {{regius::Opcode::LoadConst, 0}, {regius::Opcode::ReturnValue, 0}};
  code->locations.resize(2);
  code->stackSize = 1;
  for (size_t i = 0; i < kinds.size(); i++) {
    const Value v = constants->items[i];
    if (isStr(v)) kinds[i].kind = Constant::Kind::Str;
    if (!isExactly(v, TypeId::Code)) continue;
    kinds[i].kind = Constant::Kind::Code;
    kinds[i].code = code;
  }
  return kinds;
}

std::unique_ptr<CodeUnit> unitOfCode(Thread &t, const CodeInfo *info, UnitConstants constants) {
  if (!info->body) return nullptr;
  auto constant = [&](uint32_t index) { return info->module->constants[index]; };
  auto unit = std::make_unique<CodeUnit>();
  unit->name = textOf(t, constant(info->name));
  unit->qualName = textOf(t, constant(info->qualName));
  unit->fileName = info->module->fileName;
  unit->kind = static_cast<regius::CodeKind>(info->kind);
  unit->flags = info->flags & ~static_cast<uint32_t>(regius::kHasHandlers);
  unit->firstLine = info->firstLine;
  unit->posOnlyCount = info->posOnlyCount;
  unit->argCount = info->argCount;
  unit->kwOnlyCount = info->kwOnlyCount;
  unit->varNames = texts(t, constant(info->varNames));
  unit->cellNames = texts(t, constant(info->cellNames));
  if (info->cellParams) unit->cellParams.assign(info->cellParams, info->cellParams + info->cellCount);
  unit->freeNames = texts(t, constant(info->freeNames));
  unit->names = texts(t, constant(info->names));
  unit->selfAttributes = texts(t, constant(info->selfAttributes));
  unit->stackSize = info->stackSize;
  if (constants == UnitConstants::Kinds)
    unit->consts = constantKinds(as<Tuple>(constant(info->constants)));
  else if (!constantsOf(t, constant(info->constants), &unit->consts))
    return nullptr;
  readLocations(info, *unit);
  readBody(info, *unit);
  return unit;
}

} // namespace rt
