// Python functions and bound methods: their types, attributes, and how generated code makes them.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "compiler/bytecode/CodeUnit.h"

#include <cstddef>
#include <cstdio>
#include <string>

namespace rt {

void registerNativeDescriptorTypes(Thread &);
void registerDescriptorTypes(Thread &);
void registerSmallTypes(Thread &);

static Function *functionOf(Value v) { return as<Function>(v); }

static void traceFunction(Object *object, Tracer &tracer) {
  auto *f = static_cast<Function *>(object);
  tracer.object(f->globals);
  tracer.object(f->closure);
  tracer.object(f->defaults);
  tracer.object(f->kwDefaults);
  tracer.object(f->code);
  tracer.object(f->name);
  tracer.object(f->qualName);
  for (Value v : {f->doc, f->module, f->annotations, f->typeParams, f->builtins, f->attributes}) tracer.value(v);
}

/// Functions that need nothing but their positional arguments are called without binding.
static int32_t fastArityOf(const CodeInfo *info) {
  bool plain = !info->kwOnlyCount && !(info->flags & (regius::kVarArgs | regius::kVarKeywords));
  return plain ? static_cast<int32_t>(info->argCount) : -1;
}

static Value constantOf(const CodeInfo *info, uint32_t index) { return info->module->constants[index]; }

Function *functionNew(Thread &t, const CodeInfo *info, Dict *globals, Value builtins) {
  auto *f = allocate<Function>(t, TypeId::Function);
  f->info = info;
  f->entry = info->entry;
  f->fastArity = fastArityOf(info);
  f->globals = globals;
  f->builtins = builtins;
  f->name = as<Str>(constantOf(info, info->name));
  f->qualName = as<Str>(constantOf(info, info->qualName));
  f->doc = none();
  if (info->flags & regius::kHasDocstring) {
    auto *constants = as<Tuple>(constantOf(info, info->constants));
    if (constants->size) f->doc = constants->items[0];
  }
  return f;
}

extern "C" {

Value rt_make_function(Thread &t, void *code, void *definer) {
  auto *outer = static_cast<Function *>(definer);
  return fromObject(functionNew(t, static_cast<const CodeInfo *>(code), outer->globals, outer->builtins));
}

void rt_set_function_attr(Thread &t, Value function, int32_t attribute, Value v) {
  Function *f = functionOf(function);
  switch (static_cast<regius::FunctionAttr>(attribute)) {
  case regius::FunctionAttr::Defaults: f->defaults = as<Tuple>(v); break;
  case regius::FunctionAttr::KwDefaults: f->kwDefaults = as<Dict>(v); break;
  case regius::FunctionAttr::Annotations: f->annotations = v; break;
  case regius::FunctionAttr::Closure: f->closure = as<Tuple>(v); break;
  case regius::FunctionAttr::TypeParams: f->typeParams = v; break;
  }
  writeBarrier(f);
}

Value rt_new_cell(Thread &t, Value content) { return fromObject(cellNew(t, content)); }

} // extern "C"

// --- Attributes

static Value orNone(Value v) { return ok(v) ? v : none(); }
static Value orNone(Object *object) { return object ? fromObject(object) : none(); }

static Value getModule(Thread &, Value self) {
  Function *f = functionOf(self);
  if (ok(f->module)) return f->module;
  Value name = f->globals ? dictGetStr(f->globals, names().__name__) : kNoValue;
  return orNone(name);
}
static bool setModule(Thread &, Value self, Value v) {
  functionOf(self)->module = ok(v) ? v : none();
  return true;
}
static bool setStrAttribute(Thread &t, Str **slot, const char *name, Value v) {
  if (!ok(v) || !isStr(v)) return raise(t, Msg::FunctionAttributeType, name, "string object"), false;
  *slot = as<Str>(v);
  return true;
}
static Value getDefaults(Thread &, Value self) { return orNone(functionOf(self)->defaults); }
static bool setDefaults(Thread &t, Value self, Value v) {
  if (ok(v) && !isNone(v) && !isTuple(v)) return raise(t, Msg::FunctionAttributeType, "__defaults__", "tuple object"), false;
  functionOf(self)->defaults = ok(v) && !isNone(v) ? as<Tuple>(v) : nullptr;
  return true;
}
static Value getKwDefaults(Thread &, Value self) { return orNone(functionOf(self)->kwDefaults); }
static bool setKwDefaults(Thread &t, Value self, Value v) {
  if (ok(v) && !isNone(v) && !isDict(v)) return raise(t, Msg::FunctionAttributeType, "__kwdefaults__", "dict object"), false;
  functionOf(self)->kwDefaults = ok(v) && !isNone(v) ? as<Dict>(v) : nullptr;
  return true;
}
static Value getCode(Thread &t, Value self) {
  Function *f = functionOf(self);
  if (!f->code) f->code = codeOf(t, f->info);
  return fromObject(f->code);
}
static bool setCode(Thread &t, Value self, Value v) {
  if (!ok(v) || !isExactly(v, TypeId::Code)) return raise(t, Msg::FunctionAttributeType, "__code__", "code object"), false;
  Function *f = functionOf(self);
  const CodeInfo *info = as<Code>(v)->info;
  int64_t have = f->closure ? f->closure->size : 0;
  if (static_cast<int64_t>(info->freeCount) != have)
    return raise(t, Msg::FunctionClosureSize, fromObject(f->name), have, info->freeCount), false;
  f->code = as<Code>(v);
  f->info = info;
  f->entry = info->entry;
  f->fastArity = fastArityOf(info);
  return true;
}
static Value getAnnotations(Thread &t, Value self) {
  Function *f = functionOf(self);
  if (ok(f->annotations) && isDict(f->annotations)) return f->annotations;
  Dict *dict = dictNew(t);
  if (!dict) return kNoValue;
  if (ok(f->annotations) && isTuple(f->annotations)) {
    Tuple *pairs = as<Tuple>(f->annotations);
    for (int64_t i = 0; i + 1 < pairs->size; i += 2)
      if (!dictSet(t, dict, pairs->items[i], pairs->items[i + 1])) return kNoValue;
  }
  f->annotations = fromObject(dict);
  writeBarrier(f);
  return f->annotations;
}
static bool setAnnotations(Thread &t, Value self, Value v) {
  if (ok(v) && !isNone(v) && !isDict(v)) return raise(t, Msg::FunctionAttributeType, "__annotations__", "dict object"), false;
  functionOf(self)->annotations = ok(v) && !isNone(v) ? v : kNoValue;
  return true;
}
static bool setDoc(Thread &, Value self, Value v) {
  functionOf(self)->doc = ok(v) ? v : none();
  return true;
}
static Value getBuiltins(Thread &, Value self) {
  Function *f = functionOf(self);
  if (ok(f->builtins)) return f->builtins;
  return builtinsDict() ? fromObject(builtinsDict()) : none();
}
static Value getTypeParams(Thread &, Value self) {
  Value v = functionOf(self)->typeParams;
  return ok(v) ? v : fromObject(emptyTuple());
}
static bool setTypeParams(Thread &t, Value self, Value v) {
  if (!ok(v) || !isTuple(v)) return raise(t, Msg::FunctionAttributeType, "__type_params__", "tuple"), false;
  functionOf(self)->typeParams = v;
  return true;
}

static const GetSetRow functionGetSets[] = {
    {"__name__", [](Thread &, Value self) { return fromObject(functionOf(self)->name); },
     [](Thread &t, Value self, Value v) { return setStrAttribute(t, &functionOf(self)->name, "__name__", v); }},
    {"__qualname__", [](Thread &, Value self) { return fromObject(functionOf(self)->qualName); },
     [](Thread &t, Value self, Value v) { return setStrAttribute(t, &functionOf(self)->qualName, "__qualname__", v); }},
    {"__module__", getModule, setModule},
    {"__doc__", [](Thread &, Value self) { return orNone(functionOf(self)->doc); }, setDoc},
    {"__defaults__", getDefaults, setDefaults},
    {"__kwdefaults__", getKwDefaults, setKwDefaults},
    {"__code__", getCode, setCode},
    {"__annotations__", getAnnotations, setAnnotations},
    {"__builtins__", getBuiltins},
    {"__type_params__", getTypeParams, setTypeParams},
    {}};

static const MemberRow functionMembers[] = {
    {"__closure__", offsetof(Function, closure)}, {"__globals__", offsetof(Function, globals)}, {nullptr, 0}};

static Value functionRepr(Thread &t, Value self) {
  char address[40];
  std::snprintf(address, sizeof address, " at %p>", static_cast<void *>(asObject(self)));
  return fromObject(strFromUtf8(t, "<function " + std::string(strUtf8(t, functionOf(self)->qualName)) + address));
}
static Value functionCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  return callFunction(t, functionOf(callee), args, positional, kwNames);
}
static Value functionGet(Thread &t, Value self, Value object, Value) { return ok(object) ? boundMethod(t, self, object) : self; }

/// types.FunctionType(code, globals, name=None, argdefs=None, closure=None)
/// What the globals say, else the builtins of the code that makes the function.
static Value builtinsFor(Thread &t, Dict *globals) {
  Value own = dictGetStr(globals, names().__builtins__);
  if (!ok(own)) return t.frame ? t.frame->function->builtins : kNoValue;
  if (isInstance(own, TypeId::Module)) own = fromObject(as<Module>(own)->dict);
  return isDict(own) && as<Dict>(own) != builtinsDict() ? own : kNoValue;
}

static Value functionCreate(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  static constexpr const char *kParameters[] = {"code", "globals", "name", "argdefs", "closure"};
  Value in[5] = {};
  if (positional > 5) return raise(t, Msg::NativeTakes, "function", "at most", 5, "", "s", positional);
  for (size_t i = 0; i < positional; i++) in[i] = args[i];
  for (int64_t k = 0; kwNames && k < kwNames->size; k++) {
    size_t at = 0;
    while (at < 5 && !strEquals(as<Str>(kwNames->items[k]), kParameters[at])) at++;
    if (at == 5) return raise(t, Msg::NativeUnexpectedKeyword, kwNames->items[k], "function");
    in[at] = args[positional + static_cast<size_t>(k)];
  }
  for (int i = 0; i < 2; i++)
    if (!ok(in[i])) return raise(t, Msg::NativeMissing, "function", kParameters[i], i + 1);
  if (!isExactly(in[0], TypeId::Code)) return raise(t, Msg::FunctionArgument, "code", "code", typeName(in[0]));
  if (!isDict(in[1])) return raise(t, Msg::FunctionArgument, "globals", "dict", typeName(in[1]));
  const CodeInfo *info = as<Code>(in[0])->info;
  Tuple *closure = ok(in[4]) && !isNone(in[4]) && isTuple(in[4]) ? as<Tuple>(in[4]) : nullptr;
  int64_t have = closure ? closure->size : 0;
  if (have != static_cast<int64_t>(info->freeCount))
    return raise(t, Msg::FunctionClosureLength, constantOf(info, info->name), info->freeCount, have);
  Function *f = functionNew(t, info, as<Dict>(in[1]), builtinsFor(t, as<Dict>(in[1])));
  f->code = as<Code>(in[0]);
  f->closure = closure;
  if (Value name = f->code->fields[Code::kName]; ok(name)) f->name = as<Str>(name);
  if (Value name = f->code->fields[Code::kQualName]; ok(name)) f->qualName = as<Str>(name);
  if (ok(in[2]) && isStr(in[2])) f->name = as<Str>(in[2]);
  if (ok(in[3]) && isTuple(in[3])) f->defaults = as<Tuple>(in[3]);
  return fromObject(f);
}

// --- method

static BoundMethod *methodOf(Value v) { return as<BoundMethod>(v); }
static void traceMethod(Object *object, Tracer &tracer) {
  tracer.value(static_cast<BoundMethod *>(object)->function);
  tracer.value(static_cast<BoundMethod *>(object)->self);
}

Value boundMethod(Thread &t, Value function, Value self) {
  auto *method = allocate<BoundMethod>(t, TypeId::Method);
  method->function = function;
  method->self = self;
  return fromObject(method);
}

static Value methodCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  return callWithSelf(t, methodOf(callee)->function, methodOf(callee)->self, args, positional, kwNames);
}
static Value methodRepr(Thread &t, Value self) {
  bool failed = false;
  Value name = getAttributeOrNone(t, methodOf(self)->function, names().__qualname__, &failed);
  if (!failed && !ok(name)) name = getAttributeOrNone(t, methodOf(self)->function, names().__name__, &failed);
  if (failed) return kNoValue;
  std::string text = "<bound method ";
  text += ok(name) && isStr(name) ? std::string(strUtf8(t, as<Str>(name))) : "?";
  Str *object = repr(t, methodOf(self)->self);
  if (!object) return kNoValue;
  return fromObject(strFromUtf8(t, text + " of " + std::string(strUtf8(t, object)) + ">"));
}
static Value methodCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isExactly(b, TypeId::Method)) return notImplemented();
  int equal = same(methodOf(a)->self, methodOf(b)->self) ? compareTruth(t, methodOf(a)->function, methodOf(b)->function, CompareKind::Equal) : 0;
  if (equal < 0) return kNoValue;
  return fromBool(equal == (kind == CompareKind::Equal));
}
static bool methodHash(Thread &t, Value self, int64_t *out) {
  int64_t function;
  if (!hash(t, methodOf(self)->function, &function)) return false;
  *out = static_cast<int64_t>(bitsOf(methodOf(self)->self) >> 4) ^ function;
  if (*out == -1) *out = -2;
  return true;
}
/// Attributes that the method does not have itself are those of the function.
static Value methodGetAttribute(Thread &t, Value self, Value name) {
  Value attribute = isStr(name) ? typeLookup(typeOf(self), strIntern(t, as<Str>(name))) : kNoValue;
  if (ok(attribute)) return bindAttribute(t, attribute, self, typeOf(self));
  return isStr(name) ? getAttribute(t, methodOf(self)->function, strIntern(t, as<Str>(name))) : genericGetAttribute(t, self, name);
}
static Value methodCreate(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "method");
  if (positional != 2) return raise(t, Msg::ExpectedExactly, "method", 2, "s", positional);
  if (!isCallable(args[0])) return raise(t, Msg::MethodFirstCallable);
  if (isNone(args[1])) return raise(t, Msg::MethodSelfNone);
  return boundMethod(t, args[0], args[1]);
}
static Value methodReduce(Thread &t, const Value *args) {
  Value getattrFunction = builtinNamed(t, "getattr");
  Value name = ok(getattrFunction) ? getAttribute(t, methodOf(args[0])->function, names().__name__) : kNoValue;
  if (!ok(name)) return kNoValue;
  return fromObject(tupleOf(t, getattrFunction, fromObject(tupleOf(t, methodOf(args[0])->self, name))));
}
static bool setFunctionDict(Thread &t, Value self, Value v) {
  if (!ok(v)) return ok(raise(t, Msg::DictDelete));
  return instanceDictRow[0].set(t, self, v);
}
static Value getFunctionDict(Thread &t, Value self) { return instanceDictRow[0].get(t, self); }
static const GetSetRow functionDictRow[] = {{"__dict__", getFunctionDict, setFunctionDict}, {}};
static const NativeRow methodMethods[] = {{"__reduce__", methodReduce, "($self, /)"}, {}};
static const GetSetRow methodGetSets[] = {
    {"__func__", [](Thread &, Value self) { return methodOf(self)->function; }},
    {"__self__", [](Thread &, Value self) { return methodOf(self)->self; }},
    {"__doc__", [](Thread &t, Value self) { return getAttribute(t, methodOf(self)->function, names().__doc__); }},
    {}};

void registerFunctionTypes(Thread &t) {
  registerType(t, {.id = TypeId::Function,
                   .flags = kTypeWeakRefs | kTypeMethodDescriptor,
                   .instanceSize = sizeof(Function),
                   .doc = "Create a function object.",
                   .trace = traceFunction,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = functionRepr;
                         s.call = functionCall;
                         s.descrGet = functionGet;
                         s.create = functionCreate;
                       },
                   .getSets = functionGetSets,
                   .members = functionMembers,
                   .extraOffset = offsetof(Function, attributes)});
  addGetSets(t, builtinType(TypeId::Function), functionDictRow);
  registerType(t, {.id = TypeId::Method,
                   .flags = kTypeWeakRefs,
                   .instanceSize = sizeof(BoundMethod),
                   .doc = "Create a bound instance method object.",
                   .trace = traceMethod,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = methodRepr;
                         s.call = methodCall;
                         s.compare = methodCompare;
                         s.hash = methodHash;
                         s.getAttribute = methodGetAttribute;
                         s.create = methodCreate;
                       },
                   .methods = methodMethods,
                   .getSets = methodGetSets});
  registerNativeDescriptorTypes(t);
  registerDescriptorTypes(t);
  registerSmallTypes(t);
}

} // namespace rt
