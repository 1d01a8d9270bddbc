// Struct sequences: tuple subclasses with named fields (os.stat_result, time.struct_time,
// sys.version_info). Only the first `visible` items are part of the tuple; fields behind them can be
// reached by name only, items that are kUnnamedField by position only. All items lie in the tuple
// object, so fields are plain members.
#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"

#include <cstdlib>
#include <cstring>

namespace rt {

const char kUnnamedField[] = "unnamed field";

namespace {

struct Description {
  Type *type;
  const char *fullName;       // module.name
  const char *const *fields;  // kUnnamedField where an item has no name
  const char *const *names;   // the fields that have one
  int visible, total, unnamed;
};
Description *descriptions;
size_t descriptionCount;

const Description *find(Type *type) {
  for (Type *at = type; at; at = at->base)
    for (size_t i = 0; i < descriptionCount; i++)
      if (descriptions[i].type == at) return &descriptions[i];
  return nullptr;
}
bool isNamed(const char *field) { return field != kUnnamedField; }

void traceSequence(Object *object, Tracer &tracer) {
  auto *tuple = static_cast<Tuple *>(object);
  const Description *d = find(typeOf(object));
  tracer.range(tuple->items, static_cast<size_t>(d ? d->total : tuple->size));
}

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  static const char *const names[] = {"sequence", "dict"};
  Value given[2];
  if (!bindArguments(t, "structseq", names, 2, 1, 0, args, positional, kwNames, given)) return kNoValue;
  const Description *d = find(type);
  Value source = TRY(toFastSequence(t, given[0], "constructor requires a sequence"));
  if (ok(given[1]) && !isDict(given[1])) return raise(t, Msg::StructSequenceDict, d->fullName);
  int64_t count = length(t, source);
  bool exact = d->total == d->visible;
  if (count < d->visible)
    return raise(t, Msg::StructSequenceLength, d->fullName, exact ? "a " : "an at least ", d->visible, count);
  if (count > d->total)
    return raise(t, Msg::StructSequenceLength, d->fullName, exact ? "a " : "an at most ", d->total, count);
  Value items[64];
  for (int i = 0; i < d->total; i++) {
    items[i] = i < count ? sequenceItem(t, source, i) : none();
    if (i < count || !ok(given[1]) || !isNamed(d->fields[i])) continue;
    Value v = dictGetStr(as<Dict>(given[1]), internAscii(t, d->fields[i]));
    if (ok(v)) items[i] = v;
  }
  return structSequenceNew(t, type, items);
}

// Unnamed items are shown with the next names, as in CPython.
Value reprSequence(Thread &t, Value self) {
  const Description *d = find(typeOf(self));
  StrBuilder out(t);
  out.add(d->fullName);
  out.add("(");
  for (int i = 0; i < d->visible; i++) {
    if (i) out.add(", ");
    out.add(d->names[i]);
    out.add("=");
    out.add(TRY(repr(t, as<Tuple>(self)->items[i])));
  }
  out.add(")");
  return fromObject(out.finish());
}

Value reduce(Thread &t, const Value *args) {
  const Description *d = find(typeOf(args[0]));
  const Value *items = as<Tuple>(args[0])->items;
  Dict *hidden = TRY(dictNew(t));
  for (int i = d->visible; i < d->total; i++) dictSetStr(t, hidden, internAscii(t, d->fields[i]), items[i]);
  Value plain = fromObject(tupleFrom(t, items, d->visible));
  return fromObject(tupleOf(t, fromObject(typeOf(args[0])), fromObject(tupleOf(t, plain, fromObject(hidden)))));
}

const NativeRow kMethods[] = {{"__reduce__", reduce, "($self, /)"}, {nullptr, nullptr, nullptr}};

} // namespace

Type *structSequenceType(Thread &t, const char *module, const char *name, const char *const *fields, int visible) {
  int total = 0, named = 0;
  while (fields[total]) total++;
  auto *members = static_cast<MemberRow *>(std::calloc(static_cast<size_t>(total) + 1, sizeof(MemberRow)));
  auto **names = static_cast<const char **>(std::calloc(static_cast<size_t>(total) + 1, sizeof(char *)));
  Tuple *matchArgs = tupleNew(t, visible);
  matchArgs->size = 0;
  for (int i = 0; i < total; i++) {
    if (!isNamed(fields[i])) continue;
    members[named].name = names[named] = fields[i];
    members[named].offset = offsetof(Tuple, items) + static_cast<size_t>(i) * sizeof(Value);
    members[named++].readOnly = true;
    if (i < visible) matchArgs->items[matchArgs->size++] = fromObject(internAscii(t, fields[i]));
  }
  TypeSpec spec{};
  spec.trace = traceSequence;
  spec.members = members;
  spec.methods = kMethods;
  spec.fillSlots = [](Slots &slots) {
    slots.create = create;
    slots.init = [](Thread &, Value, const Value *, size_t, Tuple *) { return true; };
    slots.repr = slots.str = reprSequence;
  };
  Type *type = makeNativeType(t, module, name, builtinType(TypeId::Tuple), spec);
  descriptions = static_cast<Description *>(std::realloc(descriptions, (descriptionCount + 1) * sizeof(Description)));
  auto *fullName = static_cast<char *>(std::malloc(std::strlen(module) + std::strlen(name) + 2));
  std::strcat(std::strcat(std::strcpy(fullName, module), "."), name);
  descriptions[descriptionCount++] = {type, fullName, fields, names, visible, total, total - named};
  dictSetStr(t, type->dict, rt::names().__match_args__, fromObject(matchArgs));
  dictSetStr(t, type->dict, internAscii(t, "n_fields"), fromInt(total));
  dictSetStr(t, type->dict, internAscii(t, "n_sequence_fields"), fromInt(visible));
  dictSetStr(t, type->dict, internAscii(t, "n_unnamed_fields"), fromInt(total - named));
  return type;
}

Value structSequenceNew(Thread &t, Type *type, const Value *items) {
  const Description *d = find(type);
  auto *tuple = static_cast<Tuple *>(TRY(allocateInstance(t, type, static_cast<size_t>(d->total) * sizeof(Value))));
  tuple->size = d->visible;
  std::memcpy(tuple->items, items, static_cast<size_t>(d->total) * sizeof(Value));
  return fromObject(tuple);
}

} // namespace rt
