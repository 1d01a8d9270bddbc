// The type-parameter syntax (Reference 8.10): TypeVar, ParamSpec, TypeVarTuple, type aliases, and Generic as
// the base that `class C[T]` gets. Bounds, constraints, defaults and alias values are functions that are
// called when somebody asks. The types are made on first use.
#include "compiler/bytecode/Instruction.h"
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

namespace {

using regius::IntrinsicKind;

struct TypeParameter : Object {
  Value attributes;
  Value name;
  Value bound, constraints, defaultValue; // functions until evaluated; kNoValue: none
  bool boundIsLazy, constraintsAreLazy, defaultIsLazy;
};
struct TypeAlias : Object {
  Value attributes;
  Value name, parameters, value;
  bool isLazy;
};
Type *typeVar, *paramSpec, *typeVarTuple, *typeAlias, *generic;

TypeParameter *parameterOf(Value v) { return as<TypeParameter>(v); }

/// The value of a lazily computed field.
Value evaluate(Thread &t, Object *owner, Value *slot, bool *isLazy, Value absent) {
  if (!ok(*slot)) return absent;
  if (*isLazy) {
    Value v = TRY(callWith(t, *slot));
    storeField(owner, slot, v);
    *isLazy = false;
  }
  return *slot;
}
Value getBound(Thread &t, Value self) {
  TypeParameter *p = parameterOf(self);
  return evaluate(t, p, &p->bound, &p->boundIsLazy, none());
}
Value getConstraints(Thread &t, Value self) {
  TypeParameter *p = parameterOf(self);
  return evaluate(t, p, &p->constraints, &p->constraintsAreLazy, fromObject(emptyTuple()));
}
Value getDefault(Thread &t, Value self) {
  TypeParameter *p = parameterOf(self);
  return evaluate(t, p, &p->defaultValue, &p->defaultIsLazy, none());
}
Value hasDefault(Thread &, const Value *args) { return fromBool(ok(parameterOf(args[0])->defaultValue)); }
Value getFalse(Thread &, Value) { return fromBool(false); }
Value getTrue(Thread &, Value) { return fromBool(true); }
Value reprParameter(Thread &, Value self) { return parameterOf(self)->name; }
Value getAliasValue(Thread &t, Value self) {
  auto *alias = as<TypeAlias>(self);
  return evaluate(t, alias, &alias->value, &alias->isLazy, none());
}
Value aliasGetItem(Thread &t, Value self, Value args) { return genericAliasNew(t, self, args); }
Value reprAlias(Thread &, Value self) { return as<TypeAlias>(self)->name; }
Value genericClassGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

void traceParameter(Object *object, Tracer &tracer) {
  auto *p = static_cast<TypeParameter *>(object);
  for (Value v : {p->attributes, p->name, p->bound, p->constraints, p->defaultValue}) tracer.value(v);
}
void traceAlias(Object *object, Tracer &tracer) {
  auto *p = static_cast<TypeAlias *>(object);
  for (Value v : {p->attributes, p->name, p->parameters, p->value}) tracer.value(v);
}

const GetSetRow kParameterGetSets[] = {
    {"__bound__", getBound},           {"__constraints__", getConstraints}, {"__contravariant__", getFalse},
    {"__covariant__", getFalse},       {"__default__", getDefault},         {"__infer_variance__", getTrue},
    {nullptr, nullptr},
};
const MemberRow kParameterMembers[] = {{"__name__", offsetof(TypeParameter, name)}, {nullptr, 0}};
const NativeRow kParameterMethods[] = {{"has_default", hasDefault, "($self, /)"}, {nullptr, nullptr, nullptr}};
const GetSetRow kAliasGetSets[] = {{"__value__", getAliasValue}, {nullptr, nullptr}};
const MemberRow kAliasMembers[] = {
    {"__name__", offsetof(TypeAlias, name)}, {"__type_params__", offsetof(TypeAlias, parameters)}, {nullptr, 0}};
const NativeRow kGenericMethods[] = {
    {"__class_getitem__", genericClassGetItem, "($type, item, /)", NativeKind::ClassMethod}, {nullptr, nullptr, nullptr}};

void makeTypes(Thread &t) {
  if (typeVar) return;
  Type *object = builtinType(TypeId::Object);
  TypeSpec spec{};
  spec.flags = kTypeHasDict | kTypeNoCreate | kTypeWeakRefs;
  spec.instanceSize = sizeof(TypeParameter);
  spec.trace = traceParameter;
  spec.extraOffset = offsetof(TypeParameter, attributes);
  spec.getSets = kParameterGetSets;
  spec.members = kParameterMembers;
  spec.methods = kParameterMethods;
  spec.fillSlots = [](Slots &slots) { slots.repr = reprParameter; };
  typeVar = makeNativeType(t, "typing", "TypeVar", object, spec);
  paramSpec = makeNativeType(t, "typing", "ParamSpec", object, spec);
  typeVarTuple = makeNativeType(t, "typing", "TypeVarTuple", object, spec);
  TypeSpec alias{};
  alias.flags = kTypeHasDict | kTypeNoCreate | kTypeWeakRefs;
  alias.instanceSize = sizeof(TypeAlias);
  alias.trace = traceAlias;
  alias.extraOffset = offsetof(TypeAlias, attributes);
  alias.getSets = kAliasGetSets;
  alias.members = kAliasMembers;
  alias.fillSlots = [](Slots &slots) {
    slots.repr = reprAlias;
    slots.getItem = aliasGetItem;
  };
  typeAlias = makeNativeType(t, "typing", "TypeAliasType", object, alias);
  TypeSpec base{};
  base.flags = kTypeSubclassable;
  base.methods = kGenericMethods;
  generic = makeNativeType(t, "typing", "Generic", object, base);
  for (Type **type : {&typeVar, &paramSpec, &typeVarTuple, &typeAlias, &generic}) addRoot(type);
}

Value makeParameter(Thread &t, Type *type, Value name) {
  auto *p = static_cast<TypeParameter *>(TRY(allocateInstance(t, type)));
  p->name = name;
  return fromObject(p);
}

} // namespace

extern "C" Value rt_intrinsic(Thread &t, int32_t kind, void *at, int64_t) {
  auto *operands = static_cast<const Value *>(at);
  makeTypes(t);
  switch (static_cast<IntrinsicKind>(kind)) {
  case IntrinsicKind::TypeVar: return makeParameter(t, typeVar, operands[0]);
  case IntrinsicKind::TypeVarWithBound: {
    Value v = TRY(makeParameter(t, typeVar, operands[0]));
    parameterOf(v)->bound = operands[1];
    parameterOf(v)->boundIsLazy = true;
    return v;
  }
  case IntrinsicKind::TypeVarWithConstraints: {
    Value v = TRY(makeParameter(t, typeVar, operands[0]));
    parameterOf(v)->constraints = operands[1];
    parameterOf(v)->constraintsAreLazy = true;
    return v;
  }
  case IntrinsicKind::ParamSpec: return makeParameter(t, paramSpec, operands[0]);
  case IntrinsicKind::TypeVarTuple: return makeParameter(t, typeVarTuple, operands[0]);
  case IntrinsicKind::SetDefault:
    storeField(asObject(operands[0]), &parameterOf(operands[0])->defaultValue, operands[1]);
    parameterOf(operands[0])->defaultIsLazy = true;
    return operands[0];
  case IntrinsicKind::SubscriptGeneric: return genericAliasNew(t, fromObject(generic), operands[0]);
  case IntrinsicKind::TypeAlias: {
    auto *alias = static_cast<TypeAlias *>(TRY(allocateInstance(t, typeAlias)));
    alias->name = operands[0];
    alias->parameters = isNone(operands[1]) ? fromObject(emptyTuple()) : operands[1];
    alias->value = operands[2];
    alias->isLazy = true;
    return fromObject(alias);
  }
  }
  return kNoValue;
}

} // namespace rt
