// The _lsprof module: what cProfile is made of. A Profiler is told about calls and returns as the function
// of sys.setprofile would be, but directly, and adds up times for each function and, with subcalls, for
// each pair of caller and callee.
#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/NativeFunction.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace rt {

namespace {

struct Times {
  int64_t total = 0, inlined = 0; // of outermost calls; without what was called
  int64_t calls = 0, recursiveCalls = 0, depth = 0;

  void leave(int64_t whole, int64_t own) {
    if (--depth == 0)
      total += whole;
    else
      recursiveCalls++;
    inlined += own;
    calls++;
  }
};
struct Entry : Times {
  Value code = kNoValue; // a code object, or the description of a built-in function
  std::map<Entry *, Times> callees;
};
struct Activation {
  Entry *entry;
  int64_t start, inCallees;
};

struct State {
  std::unordered_map<const void *, Entry *> byKey; // CodeInfo, or the row of a built-in function
  std::deque<Entry> entries;
  std::vector<Activation> stack;
};

struct Profiler : Object {
  Value timer;      // None: the clock
  double timerUnit; // of what it returns; 0: seconds
  State *state;
  bool enabled, subcalls, builtins;
};
Type *profilerType, *entryType, *subEntryType;
Profiler *profilerOf(Value v) { return as<Profiler>(v); }

constexpr double kNanosecond = 1e-9;

/// An exception of the timer is reported, not raised.
int64_t now(Thread &t, Profiler *p) {
  if (!ok(p->timer) || isNone(p->timer)) return monotonicNow();
  Value pending = t.pending;
  t.pending = kNoValue;
  Value time = callWith(t, p->timer);
  int64_t result = 0;
  double seconds = 0;
  if (ok(time) && p->timerUnit > 0) {
    if (!toInt64(t, time, &result)) time = kNoValue;
  } else if (ok(time)) {
    if (toDouble(t, time, &seconds)) result = static_cast<int64_t>(seconds / kNanosecond);
    else time = kNoValue;
  }
  if (!ok(time)) reportUnraisable(t, p->timer);
  t.pending = pending;
  return result;
}

void enter(Thread &t, Profiler *p, Entry *entry) {
  State &state = *p->state;
  if (p->subcalls && !state.stack.empty()) state.stack.back().entry->callees[entry].depth++;
  entry->depth++;
  state.stack.push_back({entry, 0, 0});
  state.stack.back().start = now(t, p);
}
void leave(Thread &t, Profiler *p) {
  State &state = *p->state;
  const Activation ended = state.stack.back();
  const int64_t whole = now(t, p) - ended.start, own = whole - ended.inCallees;
  state.stack.pop_back();
  ended.entry->leave(whole, own);
  if (state.stack.empty()) return;
  Activation &caller = state.stack.back();
  caller.inCallees += whole;
  auto pair = caller.entry->callees.find(ended.entry);
  if (p->subcalls && pair != caller.entry->callees.end() && pair->second.depth) pair->second.leave(whole, own);
}

/// "<built-in method builtins.len>", "<method 'append' of 'list' objects>".
Value describe(Thread &t, NativeFunction *function) {
  Value self = getAttribute(t, fromObject(function), names().__self__);
  Value module = ok(self) ? getAttribute(t, fromObject(function), names().__module__) : kNoValue;
  if (!ok(module)) clearPending(t);
  const std::string name = function->row->name;
  if (ok(self) && !isNone(self) && !isExactly(self, TypeId::Module)) {
    Value method = typeLookup(typeOf(self), internAscii(t, name.c_str()));
    Str *text = ok(method) ? repr(t, method) : nullptr;
    if (text) return fromObject(text);
    clearPending(t);
  }
  std::string prefix;
  if (ok(module) && isStr(module)) prefix = std::string(strUtf8(t, as<Str>(module))) + ".";
  return fromObject(strFromUtf8(t, "<built-in method " + prefix + name + ">"));
}

Entry *entryOf(Thread &t, Profiler *p, const CodeInfo *info, const Function *function, NativeFunction *native) {
  const void *key = native ? static_cast<const void *>(native->row) : info;
  Entry *&entry = p->state->byKey[key];
  if (entry) return entry;
  entry = &p->state->entries.emplace_back();
  if (native) entry->code = describe(t, native);
  else entry->code = function->code ? fromObject(function->code) : fromObject(codeOf(t, info));
  writeBarrier(p);
  return entry;
}

bool tell(Thread &t, Value profiler, Frame *frame, TraceEvent event, Value argument) {
  Profiler *p = profilerOf(profiler);
  switch (event) {
  case TraceEvent::Call: enter(t, p, entryOf(t, p, frame->function->info, frame->function, nullptr)); break;
  case TraceEvent::Return:
    if (!p->state->stack.empty()) leave(t, p);
    break;
  case TraceEvent::CCall:
    if (p->builtins) enter(t, p, entryOf(t, p, nullptr, nullptr, as<NativeFunction>(argument)));
    break;
  case TraceEvent::CReturn:
  case TraceEvent::CException:
    if (p->builtins && !p->state->stack.empty()) leave(t, p);
    break;
  default: break;
  }
  return true;
}

void stop(Thread &t, Profiler *p) {
  if (same(t.profileFunction, fromObject(p))) setTraceFunctions(t, t.traceFunction, kNoValue);
  p->enabled = false;
  while (!p->state->stack.empty()) leave(t, p);
}

Value create(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  auto *p = reinterpret_cast<Profiler *>(allocateInstance(t, type));
  p->state = new State;
  p->timer = kNoValue;
  p->subcalls = p->builtins = true;
  return fromObject(p);
}
Value initialiseProfiler(Thread &t, const Value *args) {
  Profiler *p = profilerOf(args[0]);
  double unit = 0;
  if (ok(args[2]) && !toDouble(t, args[2], &unit)) return kNoValue;
  bool failed = false;
  const bool subcalls = flagArgument(t, args[3], true, &failed), builtins = !failed && flagArgument(t, args[4], true, &failed);
  if (failed) return kNoValue;
  storeField(p, &p->timer, ok(args[1]) && !isNone(args[1]) ? args[1] : kNoValue);
  p->timerUnit = unit;
  p->subcalls = subcalls;
  p->builtins = builtins;
  return none();
}
const NativeRow kInit = {"Profiler", initialiseProfiler, "($self, timer=None, timeunit=0.0, subcalls=True, builtins=True)"};

Value enable(Thread &t, const Value *args) {
  Profiler *p = profilerOf(args[0]);
  bool failed = false;
  p->subcalls = flagArgument(t, args[1], p->subcalls, &failed);
  if (!failed) p->builtins = flagArgument(t, args[2], p->builtins, &failed);
  if (failed) return kNoValue;
  p->enabled = true;
  setTraceFunctions(t, t.traceFunction, args[0]);
  return none();
}
Value disable(Thread &t, const Value *args) {
  stop(t, profilerOf(args[0]));
  return none();
}
Value clear(Thread &, const Value *args) {
  *profilerOf(args[0])->state = {};
  return none();
}

Value statistics(Thread &t, const Profiler *p, const Value code, const Times &times, Value callees) {
  const double factor = p->timerUnit > 0 && ok(p->timer) ? p->timerUnit : kNanosecond;
  const Value items[] = {code, intValue(t, times.calls), intValue(t, times.recursiveCalls),
                         floatValue(t, factor * static_cast<double>(times.total)), floatValue(t, factor * static_cast<double>(times.inlined)), callees};
  return structSequenceNew(t, ok(callees) ? entryType : subEntryType, items);
}
Value getStats(Thread &t, const Value *args) {
  Profiler *p = profilerOf(args[0]);
  List *list = TRY(listNew(t));
  for (const Entry &entry : p->state->entries) {
    if (!entry.calls) continue;
    Value callees = none();
    for (const auto &[callee, times] : entry.callees) {
      if (!times.calls) continue;
      if (isNone(callees)) callees = fromObject(TRY(listNew(t)));
      if (!listAppend(t, as<List>(callees), TRY(statistics(t, p, callee->code, times, kNoValue)))) return kNoValue;
    }
    if (!listAppend(t, list, TRY(statistics(t, p, entry.code, entry, callees)))) return kNoValue;
  }
  return fromObject(list);
}

const NativeRow kMethods[] = {{"clear", clear, "($self, /)"},
                              {"disable", disable, "($self, /)"},
                              {"enable", enable, "($self, subcalls=True, builtins=True)"},
                              {"getstats", getStats, "($self, /)"},
                              {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Profiler);
  spec.doc = "Builds a profiler object using the specified timer function.";
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *p = static_cast<Profiler *>(o);
    tracer.value(p->timer);
    if (!p->state) return;
    for (const Entry &entry : p->state->entries) tracer.value(entry.code);
  };
  spec.dispose = [](Object *o) { delete static_cast<Profiler *>(o)->state; };
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.init = initBy<kInit>;
  };
  spec.methods = kMethods;
  static const char *const fields[] = {"code", "callcount", "reccallcount", "totaltime", "inlinetime", "calls", nullptr};
  static const char *const subFields[] = {"code", "callcount", "reccallcount", "totaltime", "inlinetime", nullptr};
  profilerType = addType(t, module, "Profiler", spec);
  entryType = structSequenceType(t, "_lsprof", "profiler_entry", fields, 6);
  subEntryType = structSequenceType(t, "_lsprof", "profiler_subentry", subFields, 5);
  addRoot(&profilerType);
  addRoot(&entryType);
  addRoot(&subEntryType);
  nativeProfiler = {profilerType, tell};
  return profilerType && entryType && subEntryType && addValue(t, module, "profiler_entry", fromObject(entryType)) &&
         addValue(t, module, "profiler_subentry", fromObject(subEntryType));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_lsprof, "_lsprof", rt::initialise)
