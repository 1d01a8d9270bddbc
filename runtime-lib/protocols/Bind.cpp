// Binding of arguments to the parameters of Python functions (Language reference 6.3.4), with CPython's
// wording of every TypeError. Parameter slots: positional, keyword-only, *args, **kwargs.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "compiler/bytecode/CodeUnit.h"

#include <cstring>
#include <string>
#include <vector>

namespace rt {

static Tuple *varNames(const CodeInfo *info) { return as<Tuple>(info->module->constants[info->varNames]); }
static std::string qualNameOf(Thread &t, Function *f) { return std::string(strUtf8(t, f->qualName)); }
static std::string quoted(Thread &t, Value name) { return "'" + std::string(strUtf8(t, as<Str>(name))) + "'"; }

/// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
static std::string nameList(Thread &t, const std::vector<Value> &list) {
  std::string text;
  for (size_t i = 0; i < list.size(); i++) {
    if (i) text += list.size() == 2 ? " and " : i + 1 == list.size() ? ", and " : ", ";
    text += quoted(t, list[i]);
  }
  return text;
}

static bool raiseMissing(Thread &t, Function *f, const std::vector<Value> &list, const char *kind) {
  raise(t, Msg::MissingArguments, qualNameOf(t, f), list.size(), kind, list.size() == 1 ? "" : "s", nameList(t, list));
  return false;
}

static bool raiseTooMany(Thread &t, Function *f, size_t given, const Value *params) {
  const CodeInfo *info = f->info;
  size_t most = info->argCount, defaults = f->defaults ? static_cast<size_t>(f->defaults->size) : 0;
  if (defaults > most) defaults = most;
  size_t keywordOnly = 0;
  for (size_t i = 0; i < info->kwOnlyCount; i++) keywordOnly += ok(params[most + i]);
  std::string takes = defaults ? "from " + std::to_string(most - defaults) + " to " + std::to_string(most) : std::to_string(most);
  bool plural = defaults || most != 1;
  std::string extra;
  if (keywordOnly)
    extra = std::string(" positional argument") + (given != 1 ? "s" : "") + " (and " + std::to_string(keywordOnly) +
            " keyword-only argument" + (keywordOnly != 1 ? "s" : "") + ")";
  raise(t, Msg::TooManyPositional, qualNameOf(t, f), takes, plural ? "s" : "", given, extra,
        given == 1 && !keywordOnly ? "was" : "were");
  return false;
}

/// Keywords that name positional-only parameters, all of them in one message.
static bool raisePositionalOnly(Thread &t, Function *f, Tuple *kwNames) {
  Tuple *names = varNames(f->info);
  std::string list;
  for (uint32_t i = 0; i < f->info->posOnlyCount; i++)
    for (int64_t k = 0; k < kwNames->size; k++)
      if (strEqual(as<Str>(names->items[i]), as<Str>(kwNames->items[k])))
        list += (list.empty() ? "" : ", ") + std::string(strUtf8(t, as<Str>(names->items[i])));
  if (list.empty()) return true;
  raise(t, Msg::PositionalOnlyPassed, qualNameOf(t, f), list);
  return false;
}

static int findParameter(const CodeInfo *info, Tuple *names, Value name) {
  int from = static_cast<int>(info->posOnlyCount), to = static_cast<int>(info->argCount + info->kwOnlyCount);
  for (int i = from; i < to; i++)
    if (same(names->items[i], name)) return i;
  for (int i = from; i < to; i++)
    if (strEqual(as<Str>(names->items[i]), as<Str>(name))) return i;
  return -1;
}

static bool bindKeywords(Thread &t, Function *f, const Value *values, Tuple *kwNames, Value *params, int rest) {
  const CodeInfo *info = f->info;
  Tuple *names = varNames(info);
  for (int64_t k = 0; k < kwNames->size; k++) {
    Value name = kwNames->items[k];
    int at = findParameter(info, names, name);
    if (at >= 0) {
      if (ok(params[at])) return raise(t, Msg::MultipleValues, qualNameOf(t, f), name), false;
      params[at] = values[k];
    } else if (rest >= 0) {
      if (!dictSetStr(t, as<Dict>(params[rest]), as<Str>(name), values[k])) return false;
    } else {
      if (info->posOnlyCount && !raisePositionalOnly(t, f, kwNames)) return false;
      return raise(t, Msg::UnexpectedKeyword, qualNameOf(t, f), name), false;
    }
  }
  return true;
}

bool bindArguments(Thread &t, Function *f, const Value *args, size_t positional, Tuple *kwNames, Value *params) {
  const CodeInfo *info = f->info;
  size_t argCount = info->argCount, kwOnly = info->kwOnlyCount;
  size_t direct = positional < argCount ? positional : argCount;
  for (size_t i = 0; i < direct; i++) params[i] = args[i];
  for (size_t i = direct; i < info->parameterCount; i++) params[i] = kNoValue;
  size_t next = argCount + kwOnly;
  bool varArgs = info->flags & regius::kVarArgs;
  if (varArgs) {
    Tuple *rest = positional > argCount ? tupleFrom(t, args + argCount, static_cast<int64_t>(positional - argCount)) : emptyTuple();
    if (!rest) return false;
    params[next++] = fromObject(rest);
  }
  int keywords = -1;
  if (info->flags & regius::kVarKeywords) {
    keywords = static_cast<int>(next);
    Dict *dict = dictNew(t);
    if (!dict) return false;
    params[next] = fromObject(dict);
  }
  if (kwNames && kwNames->size && !bindKeywords(t, f, args + positional, kwNames, params, keywords)) return false;
  if (positional > argCount && !varArgs) return raiseTooMany(t, f, positional, params);
  size_t defaults = f->defaults ? static_cast<size_t>(f->defaults->size) : 0;
  if (direct < argCount) {
    size_t firstDefault = argCount > defaults ? argCount - defaults : 0;
    std::vector<Value> absent;
    for (size_t i = direct; i < firstDefault; i++)
      if (!ok(params[i])) absent.push_back(varNames(info)->items[i]);
    if (!absent.empty()) return raiseMissing(t, f, absent, "positional");
    for (size_t i = direct > firstDefault ? direct : firstDefault; i < argCount; i++)
      if (!ok(params[i])) params[i] = f->defaults->items[i + defaults - argCount];
  }
  if (kwOnly) {
    std::vector<Value> absent;
    for (size_t i = argCount; i < argCount + kwOnly; i++) {
      if (ok(params[i])) continue;
      Value name = varNames(info)->items[i];
      Value fallback = f->kwDefaults ? dictGetStr(f->kwDefaults, as<Str>(name)) : kNoValue;
      if (ok(fallback)) params[i] = fallback;
      else absent.push_back(name);
    }
    if (!absent.empty()) return raiseMissing(t, f, absent, "keyword-only");
  }
  return true;
}

} // namespace rt
