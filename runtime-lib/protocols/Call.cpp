// Calls: dispatch by the kind of callee, native bodies of Python functions by arity, and the entry
// points of generated code. Keyword values follow the positional ones in `args`; their names are in a
// tuple. Argument binding is in protocols/Bind.cpp.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Super.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstring>

namespace rt {

Value invoke(Thread &t, Function *f, const Value *p) {
  using V = Value;
  void *entry = f->entry;
  switch (f->info->parameterCount) {
  case 0: return reinterpret_cast<V (*)(Thread &, Function *)>(entry)(t, f);
  case 1: return reinterpret_cast<V (*)(Thread &, Function *, V)>(entry)(t, f, p[0]);
  case 2: return reinterpret_cast<V (*)(Thread &, Function *, V, V)>(entry)(t, f, p[0], p[1]);
  case 3: return reinterpret_cast<V (*)(Thread &, Function *, V, V, V)>(entry)(t, f, p[0], p[1], p[2]);
  case 4: return reinterpret_cast<V (*)(Thread &, Function *, V, V, V, V)>(entry)(t, f, p[0], p[1], p[2], p[3]);
  case 5:
    return reinterpret_cast<V (*)(Thread &, Function *, V, V, V, V, V)>(entry)(t, f, p[0], p[1], p[2], p[3], p[4]);
  case 6:
    return reinterpret_cast<V (*)(Thread &, Function *, V, V, V, V, V, V)>(entry)(t, f, p[0], p[1], p[2], p[3], p[4],
                                                                                p[5]);
  case 7:
    return reinterpret_cast<V (*)(Thread &, Function *, V, V, V, V, V, V, V)>(entry)(t, f, p[0], p[1], p[2], p[3],
                                                                                   p[4], p[5], p[6]);
  case 8:
    return reinterpret_cast<V (*)(Thread &, Function *, V, V, V, V, V, V, V, V)>(entry)(t, f, p[0], p[1], p[2], p[3],
                                                                                      p[4], p[5], p[6], p[7]);
  default: return reinterpret_cast<V (*)(Thread &, Function *, const V *)>(entry)(t, f, p);
  }
}

Value invokeClassBody(Thread &t, Function *f, Value nameSpace) {
  return reinterpret_cast<Value (*)(Thread &, Function *, Value)>(f->entry)(t, f, nameSpace);
}

static bool noKeywords(const Tuple *kwNames) { return !kwNames || !kwNames->size; }

Value callFunction(Thread &t, Function *f, const Value *args, size_t positional, Tuple *kwNames) {
  if (f->fastArity == static_cast<int32_t>(positional) && noKeywords(kwNames)) return invoke(t, f, args);
  uint32_t count = f->info->parameterCount;
  auto *params = static_cast<Value *>(__builtin_alloca(count * sizeof(Value)));
  if (!bindArguments(t, f, args, positional, kwNames, params)) return kNoValue;
  return invoke(t, f, params);
}

Value call(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  if (isObject(callee)) {
    switch (static_cast<TypeId>(asObject(callee)->shapeId)) {
    case TypeId::Function: return callFunction(t, as<Function>(callee), args, positional, kwNames);
    case TypeId::NativeFunction: return callNative(t, as<NativeFunction>(callee), args, positional, kwNames);
    case TypeId::Method: return callWithSelf(t, as<BoundMethod>(callee)->function, as<BoundMethod>(callee)->self, args, positional, kwNames);
    default: break;
    }
  }
  SlotCall slot = typeOf(callee)->slots.call;
  if (!slot) return raise(t, Msg::NotCallable, typeName(callee));
  if (!enterRecursion(t, " while calling a Python object")) return kNoValue;
  Value v = slot(t, callee, args, positional, kwNames);
  leaveRecursion(t);
  return v;
}

Value callWithSelf(Thread &t, Value callee, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (isObject(callee) && (isExactly(callee, TypeId::MethodDescriptor) || isExactly(callee, TypeId::SlotWrapper)))
    return callNativeWithSelf(t, as<NativeFunction>(callee), self, args, positional, kwNames);
  size_t total = positional + (kwNames ? static_cast<size_t>(kwNames->size) : 0);
  auto *all = static_cast<Value *>(__builtin_alloca((total + 1) * sizeof(Value)));
  all[0] = self;
  if (total) std::memcpy(all + 1, args, total * sizeof(Value));
  return call(t, callee, all, positional + 1, kwNames);
}

Value callUnbound(Thread &t, Value function, const Value *args, size_t count) {
  if (hasTypeFlag(function, kTypeMethodDescriptor)) return call(t, function, args, count);
  Value bound = bindAttribute(t, function, args[0], typeOf(args[0]));
  return ok(bound) ? call(t, bound, args + 1, count - 1) : kNoValue;
}

Value callUnboundWithSelf(Thread &t, Value function, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (hasTypeFlag(function, kTypeMethodDescriptor)) return callWithSelf(t, function, self, args, positional, kwNames);
  Value bound = bindAttribute(t, function, self, typeOf(self));
  return ok(bound) ? call(t, bound, args, positional, kwNames) : kNoValue;
}

Value callEx(Thread &t, Value callee, Tuple *args, Dict *kwargs) {
  size_t positional = static_cast<size_t>(args->size);
  if (!kwargs || !dictSize(kwargs)) return call(t, callee, args->items, positional);
  int64_t keywords = dictSize(kwargs);
  Tuple *kwNames = tupleNew(t, keywords);
  Tuple *all = kwNames ? tupleNew(t, args->size + keywords) : nullptr; // keeps the values alive as well
  if (!all) return kNoValue;
  if (positional) std::memcpy(all->items, args->items, positional * sizeof(Value));
  int64_t position = 0, i = 0;
  Value key, v;
  while (i < keywords && dictNext(kwargs, &position, &key, &v)) {
    if (!isStr(key)) return raise(t, Msg::KeywordsMustBeStrings);
    kwNames->items[i] = fromObject(strIntern(t, as<Str>(key)));
    all->items[positional + static_cast<size_t>(i++)] = v;
  }
  Value result = call(t, callee, all->items, positional, kwNames);
  __asm__ volatile("" : : "r"(all), "r"(kwNames)); // alive until here: only interior pointers were used
  return result;
}

Value callMethod(Thread &t, Value object, Str *name, const Value *args, size_t positional, Tuple *kwNames) {
  Value self;
  Value f = rt_load_method(t, object, fromObject(name), nullptr, &self);
  if (!ok(f)) return kNoValue;
  return ok(self) ? callWithSelf(t, f, self, args, positional, kwNames) : call(t, f, args, positional, kwNames);
}

bool isCallable(Value v) { return typeOf(v)->slots.call; }

// --- Instantiation (Language reference 3.3.3, type.__call__)

Value instantiate(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (type == builtinType(TypeId::Type) && positional == 1 && noKeywords(kwNames)) return fromObject(typeOf(args[0]));
  SlotCreate create = type->slots.create;
  if (!create) return raise(t, Msg::CannotCreateInstances, fromObject(qualifiedTypeName(t, type)));
  Value object = create(t, type, args, positional, kwNames);
  if (!ok(object)) return object;
  Type *made = typeOf(object);
  if (made != type && !isSubtype(made, type)) return object;
  SlotInit init = made->slots.init;
  if (!init) return object;
  return init(t, object, args, positional, kwNames) ? object : kNoValue;
}

Value typeCall(Thread &t, Value type, const Value *args, size_t positional, Tuple *kwNames) {
  return instantiate(t, as<Type>(type), args, positional, kwNames);
}

extern "C" {

Value rt_call(Thread &t, Value callee, void *array, int64_t n) {
  const auto *args = static_cast<const Value *>(array);
  auto positional = static_cast<size_t>(n);
  // Fast path: functions and methods of built-in types and classes, without keywords. call() is the truth.
  if (isObject(callee)) {
    Value result;
    auto id = static_cast<TypeId>(asObject(callee)->shapeId);
    if (id == TypeId::MethodDescriptor) {
      auto *f = as<NativeFunction>(callee);
      if (positional && typeOf(args[0]) == f->owner)
        if (callPlain(t, f, args, positional, &result)) return result;
    } else if (id == TypeId::NativeFunction) {
      auto *f = as<NativeFunction>(callee);
      if (f->row->kind == NativeKind::Function) {
        if (f->row->spread) return f->row->spread(t, args, positional);
        if (callPlain(t, f, args, positional, &result)) return result;
      }
    } else if (typeOf(callee) == builtinType(TypeId::Type)) {
      return instantiate(t, as<Type>(callee), args, positional, nullptr);
    }
  }
  return call(t, callee, args, positional);
}
Value rt_call_kw(Thread &t, Value callee, void *args, int64_t n, Value kwNames) {
  Tuple *keywords = as<Tuple>(kwNames);
  return call(t, callee, static_cast<const Value *>(args), static_cast<size_t>(n - keywords->size), keywords);
}
/// `args` is a tuple, or for f(*args) any iterable, which only the message of f's call knows.
Value rt_call_ex(Thread &t, Value callee, Value args, Value kwargs) {
  if (typeOf(args) != builtinType(TypeId::Tuple)) {
    if (!typeOf(args)->slots.iter && !typeOf(args)->slots.getItem) {
      Str *name = TRY(callableName(t, callee));
      return raise(t, Msg::NotAnIterableArgument, fromObject(name), typeName(args));
    }
    args = fromObject(TRY(toTuple(t, args)));
  }
  return callEx(t, callee, as<Tuple>(args), ok(kwargs) ? as<Dict>(kwargs) : nullptr);
}
/// A literal super(): when it is the builtin, the cell of __class__ and the first argument are implied.
Value rt_call_super(Thread &t, Value callee, Value cls, Value self) {
  if (!same(callee, fromObject(builtinType(TypeId::Super)))) return call(t, callee, nullptr, 0);
  if (!ok(self)) return raise(t, Msg::SuperNoArguments);
  if (!ok(cls)) return raise(t, Msg::SuperEmptyCell);
  if (!isType(cls)) return raise(t, Msg::SuperNotType, typeName(cls));
  return superNew(t, as<Type>(cls), self);
}

} // extern "C"

} // namespace rt
