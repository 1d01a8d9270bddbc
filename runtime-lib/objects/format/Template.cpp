// Template strings (Language reference 2.4.4, PEP 750): t"..." makes a Template of strings and
// Interpolations. Both are immutable records; the types belong to string.templatelib.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/format/TemplateTypes.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {

TemplateTypes templateTypes;

namespace {

struct Interpolation : Object {
  Value value, expression, conversion, formatSpec;
};
struct Template : Object {
  Value strings, interpolations;
};

Value makeInterpolation(Thread &t, Value value, Value expression, Value conversion, Value spec) {
  auto *i = static_cast<Interpolation *>(allocateInstance(t, templateTypes.interpolation));
  if (!i)
    return kNoValue;
  i->value = value, i->expression = expression, i->conversion = conversion, i->formatSpec = spec;
  return fromObject(i);
}
Value makeTemplate(Thread &t, Value strings, Value interpolations) {
  auto *made = static_cast<Template *>(allocateInstance(t, templateTypes.templateType));
  if (!made)
    return kNoValue;
  made->strings = strings, made->interpolations = interpolations;
  return fromObject(made);
}
bool isTemplate(Value v) { return typeOf(v) == templateTypes.templateType; }

void traceInterpolation(Object *object, Tracer &tracer) {
  auto *i = static_cast<Interpolation *>(object);
  tracer.range(&i->value, 4);
}
void traceTemplate(Object *object, Tracer &tracer) {
  auto *i = static_cast<Template *>(object);
  tracer.range(&i->strings, 2);
}

Value values(Thread &t, Value self) {
  Tuple *items = as<Tuple>(as<Template>(self)->interpolations);
  Tuple *result = TRY(tupleNew(t, items->size));
  for (int64_t i = 0; i < items->size; i++)
    result->items[i] = as<Interpolation>(items->items[i])->value;
  return fromObject(result);
}
Value getStrings(Thread &, Value self) { return as<Template>(self)->strings; }
Value getInterpolations(Thread &, Value self) { return as<Template>(self)->interpolations; }

// The non-empty strings and the interpolations in turn.
Value iterate(Thread &t, Value self) {
  Tuple *strings = as<Tuple>(as<Template>(self)->strings),
        *items = as<Tuple>(as<Template>(self)->interpolations);
  List *list = TRY(listNew(t));
  for (int64_t i = 0; i < strings->size; i++) {
    if (as<Str>(strings->items[i])->length && !listAppend(t, list, strings->items[i]))
      return kNoValue;
    if (i < items->size && !listAppend(t, list, items->items[i]))
      return kNoValue;
  }
  return getIterator(t, fromObject(list));
}

Value concat(Thread &t, Value a, Value b) {
  if (!isTemplate(a) || !isTemplate(b))
    return notImplemented();
  Tuple *x = as<Tuple>(as<Template>(a)->strings), *y = as<Tuple>(as<Template>(b)->strings);
  Str *joint = TRY(strConcat(t, as<Str>(x->items[x->size - 1]), as<Str>(y->items[0])));
  Tuple *strings = TRY(tupleNew(t, x->size + y->size - 1));
  for (int64_t i = 0; i < x->size - 1; i++)
    strings->items[i] = x->items[i];
  strings->items[x->size - 1] = fromObject(joint);
  for (int64_t i = 1; i < y->size; i++)
    strings->items[x->size - 1 + i] = y->items[i];
  Value items = TRY(binaryOp(t, BinaryKind::Add, as<Template>(a)->interpolations,
                             as<Template>(b)->interpolations));
  return makeTemplate(t, fromObject(strings), items);
}

Value reprTemplate(Thread &t, Value self) {
  Str *strings = TRY(repr(t, as<Template>(self)->strings));
  Str *items = TRY(repr(t, as<Template>(self)->interpolations));
  StrBuilder out(t);
  out.add("Template(strings=");
  out.add(strings);
  out.add(", interpolations=");
  out.add(items);
  out.add(")");
  return fromObject(TRY(out.finish()));
}
Value reprInterpolation(Thread &t, Value self) {
  auto *i = as<Interpolation>(self);
  StrBuilder out(t);
  out.add("Interpolation(");
  for (Value part : {i->value, i->expression, i->conversion, i->formatSpec}) {
    if (out.length() > 14)
      out.add(", ");
    out.add(TRY(repr(t, part)));
  }
  out.add(")");
  return fromObject(TRY(out.finish()));
}

void fillTemplate(Slots &slots) {
  slots.repr = reprTemplate;
  slots.iter = iterate;
  slots.binary[static_cast<size_t>(BinaryKind::Add)] = concat;
}
void fillInterpolation(Slots &slots) { slots.repr = reprInterpolation; }
const GetSetRow kTemplateGetSets[] = {{"interpolations", getInterpolations},
                                      {"strings", getStrings},
                                      {"values", values},
                                      {nullptr, nullptr}};
const MemberRow kInterpolationMembers[] = {{"value", offsetof(Interpolation, value)},
                                           {"expression", offsetof(Interpolation, expression)},
                                           {"conversion", offsetof(Interpolation, conversion)},
                                           {"format_spec", offsetof(Interpolation, formatSpec)},
                                           {nullptr, 0}};

} // namespace

bool makeTemplateTypes(Thread &t) {
  if (templateTypes.templateType)
    return true;
  addRoot(&templateTypes.templateType);
  addRoot(&templateTypes.interpolation);
  templateTypes.interpolation = makeNativeType(t, "string.templatelib", "Interpolation", nullptr,
                                               TypeSpec{.id = TypeId::Object,
                                                        .flags = kTypeImmutable,
                                                        .instanceSize = sizeof(Interpolation),
                                                        .trace = traceInterpolation,
                                                        .fillSlots = fillInterpolation,
                                                        .members = kInterpolationMembers});
  templateTypes.templateType = makeNativeType(t, "string.templatelib", "Template", nullptr,
                                              TypeSpec{.id = TypeId::Object,
                                                       .flags = kTypeImmutable,
                                                       .instanceSize = sizeof(Template),
                                                       .trace = traceTemplate,
                                                       .fillSlots = fillTemplate,
                                                       .getSets = kTemplateGetSets});
  return templateTypes.interpolation && templateTypes.templateType;
}

extern "C" Value rt_build_interpolation(Thread &t, Value value, Value expression, Value spec,
                                        int32_t flags) {
  if (!makeTemplateTypes(t))
    return kNoValue;
  static constexpr char letters[] = {0, 's', 'r', 'a'};
  char letter = letters[static_cast<uint32_t>(flags) & 3];
  Value conversion =
      letter ? fromObject(strFromCodePoint(t, static_cast<uint8_t>(letter))) : none();
  return makeInterpolation(t, value, expression, conversion,
                           ok(spec) ? spec : fromObject(strEmpty()));
}

extern "C" Value rt_build_template(Thread &t, Value strings, Value interpolations) {
  if (!makeTemplateTypes(t))
    return kNoValue;
  return makeTemplate(t, strings, interpolations);
}

} // namespace rt
