// The _contextvars module. A Context maps ContextVars to values; contexts are copied when they are
// taken (copy_context), so that a plain dict does. Each thread has a current context.
#include "runtime-lib/modules/contextvars/ContextVars.h"

#include "runtime-lib/core/ThreadValue.h"
#include "runtime-lib/modules/ModuleSupport.h"

#include <cstdio>
#include <string>

namespace rt {

namespace {

Type *contextType, *variableType, *tokenType;
Value missing; // Token.MISSING

struct Context : Object {
  Dict *values;
  Value previous; // while entered
  bool entered;
};
struct Variable : Object {
  Value name, fallback;
};
struct Token : Object {
  Value context, variable, old;
  bool used;
};
ThreadValue currents;

Value newContext(Thread &t, Dict *values) {
  auto *c = reinterpret_cast<Context *>(allocateInstance(t, contextType));
  c->values = values ? dictCopy(t, values) : dictNew(t);
  return fromObject(c);
}
Value &currentSlot(Thread &t) {
  Value &context = currents.of(t);
  if (!ok(context)) context = newContext(t, nullptr);
  return context;
}
Context *current(Thread &t) { return as<Context>(currentSlot(t)); }

// --- ContextVar
Value newVariable(Thread &t, const Value *a) {
  if (!isStr(a[1])) return raiseText(t, Exc::TypeError, "context variable name must be a str");
  auto *v = reinterpret_cast<Variable *>(allocateInstance(t, as<Type>(a[0])));
  v->name = a[1];
  v->fallback = a[2];
  return fromObject(v);
}
constexpr NativeRow kNewVariable{"ContextVar", newVariable, "($type, name, /, *, default=None)"};
Value getVariable(Thread &t, const Value *a) {
  Value v;
  Found found = dictFind(t, current(t)->values, a[0], &v);
  if (found == Found::Yes) return v;
  if (found == Found::Error) return kNoValue;
  if (ok(a[1])) return a[1];
  if (ok(as<Variable>(a[0])->fallback)) return as<Variable>(a[0])->fallback;
  return raiseValue(t, Exc::LookupError, a[0]);
}
Value setVariable(Thread &t, const Value *a) {
  Context *c = current(t);
  Value old = kNoValue;
  if (dictFind(t, c->values, a[0], &old) == Found::Error || !dictSet(t, c->values, a[0], a[1])) return kNoValue;
  auto *token = reinterpret_cast<Token *>(allocateInstance(t, tokenType));
  token->context = fromObject(c);
  token->variable = a[0];
  token->old = old;
  return fromObject(token);
}
Value resetVariable(Thread &t, const Value *a) {
  if (typeOf(a[1]) != tokenType) return raise(t, Msg::ContextTokenType, reprOf(a[1]));
  auto *token = as<Token>(a[1]);
  if (token->used) return raise(t, Msg::ContextTokenUsed, reprOf(a[1]));
  if (!same(token->variable, a[0])) return raise(t, Msg::ContextTokenVariable, reprOf(a[1]));
  Context *c = current(t);
  if (asObject(token->context) != c) return raise(t, Msg::ContextTokenContext, reprOf(a[1]));
  token->used = true;
  if (ok(token->old)) return dictSet(t, c->values, a[0], token->old) ? none() : kNoValue;
  return dictRemove(t, c->values, a[0]) == Found::Error ? kNoValue : none();
}
Value variableRepr(Thread &t, Value self) {
  auto *v = as<Variable>(self);
  std::string text = "<ContextVar name=";
  Str *name = TRY(repr(t, v->name));
  text += strUtf8(t, name);
  if (ok(v->fallback)) {
    Str *shown = TRY(repr(t, v->fallback));
    text += " default=";
    text += strUtf8(t, shown);
  }
  char address[32];
  std::snprintf(address, sizeof address, " at %p>", static_cast<void *>(v));
  return fromObject(strFromUtf8(t, text + address));
}
Value tokenRepr(Thread &t, Value self) {
  auto *token = as<Token>(self);
  Str *shown = TRY(repr(t, token->variable));
  char address[32];
  std::snprintf(address, sizeof address, " at %p>", static_cast<void *>(token));
  std::string text = token->used ? "<Token used var=" : "<Token var=";
  text += strUtf8(t, shown);
  return fromObject(strFromUtf8(t, text + address));
}
Value tokenOld(Thread &, Value self) { return ok(as<Token>(self)->old) ? as<Token>(self)->old : missing; }
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

// --- Context
Value createContext(Thread &t, Type *, const Value *, size_t positional, Tuple *kwNames) {
  if (positional || (kwNames && kwNames->size)) return raiseText(t, Exc::TypeError, "Context() does not accept any arguments");
  return newContext(t, nullptr);
}
Value runIn(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  if (c->entered) return raise(t, Msg::ContextEntered, reprOf(a[0]));
  Value &slot = currentSlot(t);
  c->previous = slot;
  c->entered = true;
  slot = a[0];
  Value result = callEx(t, a[1], as<Tuple>(a[2]), ok(a[3]) ? as<Dict>(a[3]) : nullptr);
  slot = c->previous;
  c->previous = kNoValue;
  c->entered = false;
  return result;
}
Value copyMethod(Thread &t, const Value *a) { return newContext(t, as<Context>(a[0])->values); }
bool checkKey(Thread &t, Value key) {
  return typeOf(key) == variableType || (raise(t, Msg::ContextKeyType, reprOf(key)), false);
}
Value contextItem(Thread &t, Value self, Value key) {
  if (!checkKey(t, key)) return kNoValue;
  Value v;
  Found found = dictFind(t, as<Context>(self)->values, key, &v);
  return found == Found::Yes ? v : found == Found::Error ? kNoValue : raiseKeyError(t, key);
}
int contextContains(Thread &t, Value self, Value key) {
  Value v;
  return checkKey(t, key) ? static_cast<int>(dictFind(t, as<Context>(self)->values, key, &v)) : -1;
}
int64_t contextLength(Thread &, Value self) { return dictSize(as<Context>(self)->values); }
Value contextIter(Thread &t, Value self) { return getIterator(t, fromObject(as<Context>(self)->values)); }
Value contextGet(Thread &t, const Value *a) {
  if (!checkKey(t, a[1])) return kNoValue;
  Value v;
  Found found = dictFind(t, as<Context>(a[0])->values, a[1], &v);
  return found == Found::Yes ? v : found == Found::Error ? kNoValue : ok(a[2]) ? a[2] : none();
}
template <Str *Names::*name> Value viaDict(Thread &t, const Value *a) {
  return callMethodWith(t, fromObject(as<Context>(a[0])->values), names().*name);
}
Value compareContexts(Thread &t, Value a, Value b, CompareKind kind) {
  if (typeOf(b) != contextType || (kind != CompareKind::Equal && kind != CompareKind::NotEqual)) return notImplemented();
  return compare(t, fromObject(as<Context>(a)->values), fromObject(as<Context>(b)->values), kind);
}
Value copyContext(Thread &t, const Value *) { return copyCurrentContext(t); }

const NativeRow kVariableMethods[] = {{"get", getVariable, "($self, default=None, /)"},
                                      {"set", setVariable, "($self, value, /)"},
                                      {"reset", resetVariable, "($self, token, /)"},
                                      {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
                                      {nullptr, nullptr, nullptr}};
const MemberRow kVariableMembers[] = {{"name", offsetof(Variable, name)}, {nullptr, 0}};
const NativeRow kTokenMethods[] = {{"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
                                   {nullptr, nullptr, nullptr}};
const GetSetRow kTokenGetSets[] = {{"old_value", tokenOld}, {nullptr, nullptr}};
const MemberRow kTokenMembers[] = {{"var", offsetof(Token, variable)}, {nullptr, 0}};
const NativeRow kContextMethods[] = {{"run", runIn, "($self, callable, /, *args, **kwargs)"},
                                     {"copy", copyMethod, "($self, /)"},
                                     {"get", contextGet, "($self, key, default=None, /)"},
                                     {"keys", viaDict<&Names::keys>, "($self, /)"},
                                     {"values", viaDict<&Names::values>, "($self, /)"},
                                     {"items", viaDict<&Names::items>, "($self, /)"},
                                     {nullptr, nullptr, nullptr}};
const NativeRow kFunctions[] = {{"copy_context", copyContext, "()", NativeKind::Function}, {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec context{TypeId::Object};
  context.instanceSize = sizeof(Context);
  context.flags = kTypeWeakRefs;
  context.trace = [](Object *o, Tracer &tracer) {
    tracer.pointer(static_cast<Context *>(o)->values);
    tracer.value(static_cast<Context *>(o)->previous);
  };
  context.methods = kContextMethods;
  context.fillSlots = [](Slots &s) {
    s.create = createContext;
    s.getItem = contextItem;
    s.contains = contextContains;
    s.length = contextLength;
    s.iter = contextIter;
    s.compare = compareContexts;
    s.hash = hashNotImplemented;
  };
  TypeSpec variable{TypeId::Object};
  variable.instanceSize = sizeof(Variable);
  variable.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<Variable *>(o)->name);
    tracer.value(static_cast<Variable *>(o)->fallback);
  };
  variable.methods = kVariableMethods;
  variable.members = kVariableMembers;
  variable.fillSlots = [](Slots &s) {
    s.create = createBy<kNewVariable>;
    s.repr = variableRepr;
  };
  TypeSpec token{TypeId::Object};
  token.flags = kTypeNoCreate;
  token.instanceSize = sizeof(Token);
  token.trace = [](Object *o, Tracer &tracer) {
    auto *k = static_cast<Token *>(o);
    for (Value v : {k->context, k->variable, k->old}) tracer.value(v);
  };
  token.methods = kTokenMethods;
  token.getSets = kTokenGetSets;
  token.members = kTokenMembers;
  token.fillSlots = [](Slots &s) { s.repr = tokenRepr; };
  contextType = addType(t, module, "Context", context);
  variableType = addType(t, module, "ContextVar", variable);
  tokenType = addType(t, module, "Token", token);
  for (Type **type : {&contextType, &variableType, &tokenType}) addRoot(type);
  TypeSpec absent{TypeId::Object};
  absent.flags = kTypeNoCreate;
  absent.fillSlots = [](Slots &s) { s.repr = [](Thread &thread, Value) { return fromObject(strFromAscii(thread, "<Token.MISSING>")); }; };
  Type *missingType = makeNativeType(t, "_contextvars", "MISSING", builtinType(TypeId::Object), absent);
  addRoot(&missing);
  missing = fromObject(allocateInstance(t, missingType));
  return contextType && variableType && tokenType && addFunctions(t, module, kFunctions) &&
         dictSetStr(t, tokenType->dict, internAscii(t, "MISSING"), missing);
}

} // namespace

Value copyCurrentContext(Thread &t) { return newContext(t, current(t)->values); }

} // namespace rt

NATIVE_MODULE_DEFINITION(_contextvars, "_contextvars", rt::initialise)
