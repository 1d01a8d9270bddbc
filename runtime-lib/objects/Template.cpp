// Template strings (PEP 750): t"..." evaluates to a Template of literal pieces and Interpolations. The
// types (string.templatelib) are made on first use.
#include "compiler/bytecode/Instruction.h"
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

namespace {

struct Interpolation : Object {
  Value value, expression, conversion, formatSpec;
};
struct Template : Object {
  Value strings, interpolations;
};
Type *templateType, *interpolationType;

Template *templateOf(Value v) { return as<Template>(v); }

Value reprInterpolation(Thread &t, Value self) {
  auto *i = as<Interpolation>(self);
  StrBuilder out(t);
  out.add("Interpolation(");
  const Value parts[] = {i->value, i->expression, i->conversion, i->formatSpec};
  for (int k = 0; k < 4; k++) {
    if (k) out.add(", ");
    out.add(TRY(repr(t, parts[k])));
  }
  out.add(")");
  return fromObject(out.finish());
}
Value reprTemplate(Thread &t, Value self) {
  StrBuilder out(t);
  out.add("Template(strings=");
  out.add(TRY(repr(t, templateOf(self)->strings)));
  out.add(", interpolations=");
  out.add(TRY(repr(t, templateOf(self)->interpolations)));
  out.add(")");
  return fromObject(out.finish());
}
Value getValues(Thread &t, Value self) {
  auto *items = as<Tuple>(templateOf(self)->interpolations);
  Tuple *values = TRY(tupleNew(t, items->size));
  for (int64_t i = 0; i < items->size; i++) values->items[i] = as<Interpolation>(items->items[i])->value;
  return fromObject(values);
}
/// Pieces in order; empty strings are left out.
Value iterTemplate(Thread &t, Value self) {
  auto *strings = as<Tuple>(templateOf(self)->strings), *items = as<Tuple>(templateOf(self)->interpolations);
  List *all = TRY(listNew(t));
  for (int64_t i = 0; i < strings->size; i++) {
    if (as<Str>(strings->items[i])->length && !listAppend(t, all, strings->items[i])) return kNoValue;
    if (i < items->size && !listAppend(t, all, items->items[i])) return kNoValue;
  }
  return getIterator(t, fromObject(all));
}
Value makeTemplate(Thread &t, Value strings, Value interpolations) {
  auto *made = static_cast<Template *>(TRY(allocateInstance(t, templateType)));
  made->strings = strings;
  made->interpolations = interpolations;
  return fromObject(made);
}
Value addTemplates(Thread &t, Value a, Value b) {
  if (typeOf(a) != templateType || typeOf(b) != templateType) return notImplemented();
  auto *left = as<Tuple>(templateOf(a)->strings), *right = as<Tuple>(templateOf(b)->strings);
  // The last string of one and the first of the other become one.
  Tuple *strings = TRY(tupleNew(t, left->size + right->size - 1));
  for (int64_t i = 0; i + 1 < left->size; i++) strings->items[i] = left->items[i];
  Str *joined = TRY(strConcat(t, as<Str>(left->items[left->size - 1]), as<Str>(right->items[0])));
  strings->items[left->size - 1] = fromObject(joined);
  for (int64_t i = 1; i < right->size; i++) strings->items[left->size - 1 + i] = right->items[i];
  Value items = TRY(binaryOp(t, BinaryKind::Add, templateOf(a)->interpolations, templateOf(b)->interpolations));
  return makeTemplate(t, fromObject(strings), items);
}
void traceInterpolation(Object *object, Tracer &tracer) { tracer.range(&static_cast<Interpolation *>(object)->value, 4); }
void traceTemplate(Object *object, Tracer &tracer) { tracer.range(&static_cast<Template *>(object)->strings, 2); }

const MemberRow kInterpolationMembers[] = {
    {"conversion", offsetof(Interpolation, conversion)}, {"expression", offsetof(Interpolation, expression)},
    {"format_spec", offsetof(Interpolation, formatSpec)}, {"value", offsetof(Interpolation, value)}, {nullptr, 0}};
const MemberRow kTemplateMembers[] = {
    {"interpolations", offsetof(Template, interpolations)}, {"strings", offsetof(Template, strings)}, {nullptr, 0}};
const GetSetRow kTemplateGetSets[] = {{"values", getValues}, {nullptr, nullptr}};

void makeTypes(Thread &t) {
  if (templateType) return;
  TypeSpec interpolation{};
  interpolation.flags = kTypeNoCreate;
  interpolation.instanceSize = sizeof(Interpolation);
  interpolation.trace = traceInterpolation;
  interpolation.members = kInterpolationMembers;
  interpolation.fillSlots = [](Slots &slots) { slots.repr = reprInterpolation; };
  Type *object = builtinType(TypeId::Object);
  interpolationType = makeNativeType(t, "string.templatelib", "Interpolation", object, interpolation);
  TypeSpec spec{};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Template);
  spec.trace = traceTemplate;
  spec.members = kTemplateMembers;
  spec.getSets = kTemplateGetSets;
  spec.fillSlots = [](Slots &slots) {
    slots.repr = reprTemplate;
    slots.iter = iterTemplate;
    slots.binary[static_cast<unsigned>(BinaryKind::Add)] = addTemplates;
  };
  templateType = makeNativeType(t, "string.templatelib", "Template", object, spec);
  addRoot(&templateType);
  addRoot(&interpolationType);
  Tuple *matchArgs = tupleOf(t, fromObject(internAscii(t, "value")), fromObject(internAscii(t, "expression")),
                             fromObject(internAscii(t, "conversion")), fromObject(internAscii(t, "format_spec")));
  dictSetStr(t, interpolationType->dict, names().__match_args__, fromObject(matchArgs));
}

} // namespace

extern "C" {

Value rt_build_interpolation(Thread &t, Value v, Value expression, Value spec, int32_t bits) {
  makeTypes(t);
  static const char *const kConversions[] = {nullptr, "s", "r", "a"};
  const char *conversion = kConversions[bits & 3];
  auto *made = static_cast<Interpolation *>(TRY(allocateInstance(t, interpolationType)));
  made->value = v;
  made->expression = expression;
  made->conversion = conversion ? fromObject(internAscii(t, conversion)) : none();
  made->formatSpec = ok(spec) ? spec : fromObject(strEmpty());
  return fromObject(made);
}

Value rt_build_template(Thread &t, Value strings, Value interpolations) {
  makeTypes(t);
  return makeTemplate(t, strings, interpolations);
}

} // extern "C"

} // namespace rt
