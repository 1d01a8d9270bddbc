// The _warnings module and the warnings that the runtime itself issues. The filters live in a list that
// warnings.py shares; when that module is loaded, its _showwarnmsg prints (programs replace
// showwarning), else this file does: "file:line: Category: text" and the source line.
#include "runtime-lib/modules/Warnings.h"

#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Frame.h"

#include <cstdio>

namespace rt {

namespace {

struct State {
  List *filters;
  Dict *onceRegistry;
  Value defaultAction;
  int64_t version;
} state;

Value filterRow(Thread &t, const char *action, Exc category, Value module) {
  return fromObject(tupleOf(t, fromObject(internAscii(t, action)), none(), fromObject(exceptionType(category)), module, fromInt(0)));
}

void initialiseState(Thread &t) {
  if (state.filters) return;
  state.filters = listNew(t);
  addRoot(&state.filters);
  state.onceRegistry = dictNew(t);
  addRoot(&state.onceRegistry);
  state.defaultAction = fromObject(internAscii(t, "default"));
  addRoot(&state.defaultAction);
  listAppend(t, state.filters, filterRow(t, "default", Exc::DeprecationWarning, fromObject(names().__main__)));
  for (Exc category : {Exc::DeprecationWarning, Exc::PendingDeprecationWarning, Exc::ImportWarning, Exc::ResourceWarning})
    listAppend(t, state.filters, filterRow(t, "ignore", category, none()));
}

/// warnings.<name> when the program has imported that module.
Value warningsAttribute(Thread &t, const char *name) {
  Value module = dictGetStr(sysModules(), internAscii(t, "warnings"));
  if (!ok(module) || isNone(module)) return kNoValue;
  bool failed = false;
  Value v = getAttributeOrNone(t, module, internAscii(t, name), &failed);
  if (failed) clearPending(t);
  return v;
}

/// A filter's message or module part: None matches all, a str exactly, else a compiled pattern.
int partMatches(Thread &t, Value pattern, Value text) {
  if (isNone(pattern)) return 1;
  if (isExactly(pattern, TypeId::Str)) return compareTruth(t, pattern, text, CompareKind::Equal);
  Value found = callMethodWith(t, pattern, internAscii(t, "match"), text);
  return ok(found) ? truth(t, found) : -1;
}

/// The action of the first filter that matches; kNoValue with an exception pending.
Value findAction(Thread &t, Type *category, Value text, int64_t line, Value module) {
  Value filters = warningsAttribute(t, "filters");
  if (!ok(filters) || !isList(filters)) filters = fromObject(state.filters);
  for (int64_t i = 0; i < as<List>(filters)->size; i++) {
    Value row = as<List>(filters)->array->items[i];
    if (!isTuple(row) || as<Tuple>(row)->size != 5) return raise(t, Msg::WarningsFilter, i);
    const Value *part = as<Tuple>(row)->items;
    int64_t filterLine;
    if (!toSize(t, part[4], &filterLine)) return kNoValue;
    int good = isSubclassOf(t, fromObject(category), part[2]); // part[2] may be a tuple
    if (!good || (good > 0 && filterLine && filterLine != line)) continue;
    if (good > 0) good = partMatches(t, part[1], text);
    if (good > 0) good = partMatches(t, part[3], module);
    if (good < 0) return kNoValue;
    if (good) return part[0];
  }
  Value action = warningsAttribute(t, "defaultaction");
  return ok(action) ? action : state.defaultAction;
}

/// 1 when registry knows the key; a registry of older filters is emptied first.
int alreadyWarned(Thread &t, Dict *registry, Value key, bool set) {
  Str *versionName = internAscii(t, "version");
  Value version = dictGetStr(registry, versionName);
  if (!ok(version) || !isInt(version) || asInt(version) != state.version) {
    dictClear(t, registry);
    dictSetStr(t, registry, versionName, fromInt(state.version));
  } else {
    Value v;
    Found found = dictFind(t, registry, key, &v);
    if (found == Found::Error) return -1;
    if (found == Found::Yes && truth(t, v) > 0) return 1;
  }
  return set && !dictSet(t, registry, key, fromBool(true)) ? -1 : 0;
}

bool show(Thread &t, Type *category, Value message, Value text, Value file, int64_t line, Value sourceLineText, Value source) {
  Value showFunction = warningsAttribute(t, "_showwarnmsg");
  Value messageClass = warningsAttribute(t, "WarningMessage");
  if (ok(showFunction) && ok(messageClass)) {
    Value record = callWith(t, messageClass, message, fromObject(category), file, fromInt(line), none(), none(), ok(source) ? source : none());
    return ok(record) && ok(callWith(t, showFunction, record));
  }
  StrBuilder out(t);
  Str *fileText = str(t, file);
  if (!fileText) return false;
  char number[32];
  std::snprintf(number, sizeof number, ":%lld: ", static_cast<long long>(line));
  out.add(fileText);
  out.add(std::string_view(number));
  out.add(category->name);
  out.add(": ");
  out.add(as<Str>(text));
  out.add("\n");
  Str *shown = ok(sourceLineText) && isStr(sourceLineText) ? as<Str>(sourceLineText)
                                                           : sourceLine(t, strUtf8(t, fileText), static_cast<int32_t>(line));
  if (shown) {
    int64_t start = 0;
    while (start < shown->length && (strAt(shown, start) == ' ' || strAt(shown, start) == '\t' || strAt(shown, start) == '\f')) start++;
    if (start < shown->length) {
      out.add("  ");
      out.add(strSlice(t, shown, start, shown->length));
      out.add("\n");
    }
  }
  writeError(t, out.finish());
  return true;
}

bool warnAt(Thread &t, Value category, Value message, Value file, int64_t line, Value module, Dict *registry,
            Value sourceLineText, Value source) {
  initialiseState(t);
  if (!ok(module) || isNone(module)) {
    auto *name = as<Str>(file);
    bool isPython = name->length > 3 && strEquals(strSlice(t, name, name->length - 3, name->length), ".py");
    module = isPython ? fromObject(strSlice(t, name, 0, name->length - 3)) : file;
    if (!name->length) module = fromObject(strFromAscii(t, "<unknown>"));
  }
  Value text = message;
  if (isInstance(message, exceptionType(Exc::Warning))) {
    text = fromObject(TRY(str(t, message)));
    category = fromObject(typeOf(message));
  } else {
    message = TRY(callWith(t, category, message));
    if (!isStr(text)) text = fromObject(TRY(str(t, text)));
  }
  Type *type = as<Type>(category);
  Value key = fromObject(tupleOf(t, text, category, fromInt(line)));
  if (registry) {
    int known = alreadyWarned(t, registry, key, false);
    if (known) return known > 0;
  }
  Value action = TRY(findAction(t, type, text, line, module));
  auto is = [&](const char *name) { return isStr(action) && strEquals(as<Str>(action), name); };
  if (is("error")) return raiseObject(t, message), false;
  if (is("ignore")) return true;
  int known = 0;
  if (!is("always")) {
    if (registry && !dictSet(t, registry, key, fromBool(true))) return false;
    Value anyLine = fromObject(tupleOf(t, text, category, fromInt(0)));
    if (is("once")) {
      Value once = warningsAttribute(t, "onceregistry");
      known = alreadyWarned(t, ok(once) && isDict(once) ? as<Dict>(once) : state.onceRegistry, anyLine, true);
    } else if (is("module")) {
      if (registry) known = alreadyWarned(t, registry, anyLine, true);
    } else if (!is("default")) {
      return raise(t, Msg::WarningsAction, reprOf(action)), false;
    }
  }
  if (known) return known > 0;
  return show(t, type, message, text, file, line, sourceLineText, source);
}

bool warnFrom(Thread &t, Value category, Value message, int64_t stackLevel, Value source) {
  Frame *frame = t.frame;
  while (--stackLevel > 0 && frame) frame = frame->previous;
  Dict *globals = frame ? frame->function->globals : sysDict();
  int64_t line = frame ? codePosition(frame->function->info, framePc(frame)).line : 1;
  Value file = fromObject(strFromUtf8(t, frame ? frame->function->info->module->fileName : "sys"));
  Str *registryName = internAscii(t, "__warningregistry__");
  Value registry = dictGetStr(globals, registryName);
  if (!ok(registry) || !isDict(registry)) {
    registry = fromObject(TRY(dictNew(t)));
    if (!dictSetStr(t, globals, registryName, registry)) return false;
  }
  Value module = dictGetStr(globals, names().__name__);
  if (!ok(module) || !isStr(module)) module = fromObject(strFromAscii(t, "<string>"));
  return warnAt(t, category, message, file, line, module, as<Dict>(registry), kNoValue, source);
}

// --- Functions of _warnings
Value functionWarn(Thread &t, const Value *args) {
  Value category = args[1];
  if (isInstance(args[0], exceptionType(Exc::Warning)))
    category = fromObject(typeOf(args[0]));
  else if (!ok(category) || isNone(category))
    category = fromObject(exceptionType(Exc::UserWarning));
  if (!isType(category) || !isSubtype(as<Type>(category), exceptionType(Exc::Warning)))
    return raise(t, Msg::WarningsCategory, typeName(category));
  int64_t level = 1;
  if (ok(args[2]) && !toSize(t, args[2], &level)) return kNoValue;
  return warnFrom(t, category, args[0], level, args[3]) ? none() : kNoValue;
}
Value functionWarnExplicit(Thread &t, const Value *args) {
  int64_t line;
  if (!toSize(t, args[3], &line)) return kNoValue;
  Dict *registry = ok(args[5]) && isDict(args[5]) ? as<Dict>(args[5]) : nullptr;
  Value sourceLineText = kNoValue;
  return warnAt(t, args[1], args[0], args[2], line, args[4], registry, sourceLineText, args[7]) ? none() : kNoValue;
}
Value functionFiltersMutated(Thread &, const Value *) {
  state.version++;
  return none();
}

const NativeRow kFunctions[] = {
    {"_filters_mutated", functionFiltersMutated, "()", NativeKind::Function},
    {"warn", functionWarn, "(message, category=None, stacklevel=1, source=None)", NativeKind::Function},
    {"warn_explicit", functionWarnExplicit,
     "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) {
  initialiseState(t);
  return addFunctions(t, module, kFunctions) && addValue(t, module, "filters", fromObject(state.filters)) &&
         addValue(t, module, "_onceregistry", fromObject(state.onceRegistry)) &&
         addValue(t, module, "_defaultaction", state.defaultAction);
}

} // namespace

bool warnArgs(Thread &t, Msg message, std::initializer_list<MessageArg> args) {
  Str *text = TRY(messageText(t, message, args));
  return warn(t, exceptionType(messageClass(message)), text, 1);
}

bool warn(Thread &t, Type *category, Str *text, int64_t stackLevel) {
  return warnFrom(t, fromObject(category), fromObject(text), stackLevel, kNoValue);
}

bool warnExplicit(Thread &t, Type *category, Str *text, Value file, int64_t line) {
  return warnAt(t, fromObject(category), fromObject(text), file, line, kNoValue, nullptr, kNoValue, kNoValue);
}

} // namespace rt

NATIVE_MODULE_DEFINITION(_warnings, "_warnings", rt::initialise)
