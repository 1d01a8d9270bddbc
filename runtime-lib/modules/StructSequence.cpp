// Struct sequences: tuple subclasses with named fields (os.stat_result, time.struct_time,
// sys.version_info). Only the first `visible` items are part of the tuple; fields behind them can be
// reached by name only. All items lie in the tuple object, so fields are plain members.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"

#include <cstdlib>
#include <cstring>

namespace rt {

namespace {

struct Description {
  Type *type;
  const char *const *fields;
  int visible, total;
};
Description *descriptions;
size_t descriptionCount;

const Description *find(Type *type) {
  for (Type *at = type; at; at = at->base)
    for (size_t i = 0; i < descriptionCount; i++)
      if (descriptions[i].type == at) return &descriptions[i];
  return nullptr;
}

void traceSequence(Object *object, Tracer &tracer) {
  auto *tuple = static_cast<Tuple *>(object);
  const Description *d = find(typeOf(object));
  tracer.range(tuple->items, static_cast<size_t>(d ? d->total : tuple->size));
}

Value create(Thread &t, Type *type, const Value *args, size_t n, Tuple *) {
  const Description *d = find(type);
  if (!n) return raise(t, Msg::StructSequenceMissing, fromObject(type->name));
  Value source = TRY(toFastSequence(t, args[0], "constructor requires a sequence"));
  int64_t count = length(t, source);
  if (count < d->visible)
    return raise(t, Msg::StructSequenceShort, fromObject(type->name), d->total > d->visible ? "an at least " : "a ", d->visible, count);
  if (count > d->total)
    return raise(t, Msg::StructSequenceLong, fromObject(type->name), d->total > d->visible ? "an at most " : "a ", d->total, count);
  Value items[64];
  for (int i = 0; i < d->total; i++) items[i] = i < count ? sequenceItem(t, source, i) : none();
  if (n > 1 && isDict(args[1]))
    for (int i = static_cast<int>(count); i < d->total; i++) {
      Value v = dictGetStr(as<Dict>(args[1]), internAscii(t, d->fields[i]));
      if (ok(v)) items[i] = v;
    }
  return structSequenceNew(t, type, items);
}

Value reprSequence(Thread &t, Value self) {
  const Description *d = find(typeOf(self));
  StrBuilder out(t);
  if (Str *module = typeOf(self)->module) { // built-in, not a subclass
    out.add(module);
    out.add(".");
  }
  out.add(typeOf(self)->name);
  out.add("(");
  for (int i = 0; i < d->visible; i++) {
    if (i) out.add(", ");
    out.add(d->fields[i]);
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
  int total = 0;
  while (fields[total]) total++;
  auto *members = static_cast<MemberRow *>(std::calloc(static_cast<size_t>(total) + 1, sizeof(MemberRow)));
  for (int i = 0; i < total; i++) {
    members[i].name = fields[i];
    members[i].offset = offsetof(Tuple, items) + static_cast<size_t>(i) * sizeof(Value);
    members[i].readOnly = true;
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
  descriptions[descriptionCount++] = {type, fields, visible, total};
  Tuple *matchArgs = tupleNew(t, visible);
  for (int i = 0; i < visible; i++) matchArgs->items[i] = fromObject(internAscii(t, fields[i]));
  dictSetStr(t, type->dict, names().__match_args__, fromObject(matchArgs));
  dictSetStr(t, type->dict, internAscii(t, "n_fields"), fromInt(total));
  dictSetStr(t, type->dict, internAscii(t, "n_sequence_fields"), fromInt(visible));
  dictSetStr(t, type->dict, internAscii(t, "n_unnamed_fields"), fromInt(0));
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
