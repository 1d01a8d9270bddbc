// The _regius module: what Regius's own Python sources need from the runtime.
//
// bound_function(name, parameters, body, *, kwonly=(), defaults=None, kwdefaults=None, module=None)
// makes a Python function with the given signature. A call binds its arguments as for any function,
// with the same errors, and passes them to body in parameter order. It stands in for functions that
// CPython's library builds by executing generated text (namedtuple, dataclasses).
//
// The function's native entry finds the body in its closure. The code description and its names
// live as long as the process: code objects may outlive the function.
#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/ModuleSupport.h"

#include <cstdlib>
#include <new>
#include <utility>

namespace rt {

namespace {

Value callBody(Thread &t, Function *f, const Value *params, size_t count) {
  return call(t, as<Cell>(f->closure->items[0])->content, params, count);
}

template <size_t> using AlwaysValue = Value;
template <typename Indices> struct Entry;
template <size_t... I> struct Entry<std::index_sequence<I...>> {
  static Value run(Thread &t, Function *f, AlwaysValue<I>... params) {
    const Value array[] = {params..., kNoValue};
    return callBody(t, f, array, sizeof...(I));
  }
};
template <size_t n> void *entry() {
  return reinterpret_cast<void *>(Entry<std::make_index_sequence<n>>::run);
}
Value manyEntry(Thread &t, Function *f, const Value *params) {
  return callBody(t, f, params, f->info->parameterCount);
}

void *entryFor(size_t count) {
  void *const entries[] = {entry<0>(), entry<1>(), entry<2>(), entry<3>(), entry<4>(),
                           entry<5>(), entry<6>(), entry<7>(), entry<8>()};
  static_assert(kMaxRegisterParams == 8);
  return count <= kMaxRegisterParams ? entries[count] : reinterpret_cast<void *>(manyEntry);
}

struct Description {
  ModuleData module{};
  CodeInfo info{};
  Value constants[4]; // name, parameter names, free names, ()
};

Value boundFunction(Thread &t, const Value *a) {
  Value name = a[0], body = a[2];
  Tuple *positional = TRY(toTuple(t, a[1]));
  Tuple *keywordOnly = ok(a[3]) ? TRY(toTuple(t, a[3])) : emptyTuple();
  if (!isStr(name) || !isExactly(body, TypeId::Function))
    return raiseText(t, Exc::TypeError, "bound_function() needs a name and a Python function");
  int64_t count = positional->size + keywordOnly->size;
  Tuple *all = TRY(tupleNew(t, count));
  for (int64_t i = 0; i < count; i++) {
    Value parameter =
        i < positional->size ? positional->items[i] : keywordOnly->items[i - positional->size];
    if (!isStr(parameter))
      return raiseText(t, Exc::TypeError, "parameter names must be str");
    all->items[i] = fromObject(strIntern(t, as<Str>(parameter)));
  }

  auto *d = new (std::calloc(1, sizeof(Description))) Description;
  d->constants[0] = fromObject(strIntern(t, as<Str>(name)));
  d->constants[1] = fromObject(all);
  d->constants[2] = fromObject(tupleOf(t, fromObject(internAscii(t, "body"))));
  d->constants[3] = fromObject(emptyTuple());
  addRoot(d->constants, 4);
  d->module.name = "_regius";
  d->module.fileName = "<bound function>";
  d->module.constants = d->constants;
  d->module.constantCount = 4;
  d->module.linked = 1;
  CodeInfo &info = d->info;
  info.module = &d->module;
  info.entry = entryFor(static_cast<size_t>(count));
  info.flags = regius::kNested;
  info.kind = static_cast<uint32_t>(regius::CodeKind::Function);
  info.argCount = static_cast<uint32_t>(positional->size);
  info.kwOnlyCount = static_cast<uint32_t>(keywordOnly->size);
  info.parameterCount = info.localCount = static_cast<uint32_t>(count);
  info.freeCount = 1;
  info.firstLine = 1;
  info.varNames = 1;
  info.freeNames = 2;
  info.cellNames = info.names = info.constants = info.selfAttributes = 3;

  Value made = TRY(rt_make_function(t, &d->info, as<Function>(body)));
  auto *f = as<Function>(made);
  Cell *cell = TRY(cellNew(t, body));
  f->closure = TRY(tupleOf(t, fromObject(cell)));
  if (ok(a[4]) && !isNone(a[4])) {
    Tuple *defaults = TRY(toTuple(t, a[4]));
    rt_set_function_attr(t, made, static_cast<int32_t>(regius::FunctionAttr::Defaults),
                         fromObject(defaults));
  }
  if (ok(a[5]) && !isNone(a[5]))
    rt_set_function_attr(t, made, static_cast<int32_t>(regius::FunctionAttr::KwDefaults), a[5]);
  if (ok(a[6]))
    f->module = a[6];
  writeBarrier(f);
  return made;
}

/// find_module(name): (file or None, is a package) of a module that the program contains, or None.
Value findModule(Thread &t, const Value *a) {
  if (!isStr(a[0]))
    return raiseText(t, Exc::TypeError, "find_module() needs a module name");
  auto *name = as<Str>(a[0]);
  for (uint32_t i = 0; i < rt_program.moduleCount; i++) {
    const ModuleData *module = rt_program.modules[i];
    if (strUtf8(t, name) == module->name)
      return fromObject(tupleOf(t, fromObject(strFromUtf8(t, module->fileName)), fromBool(module->isPackage)));
  }
  for (uint32_t i = 0; i < rt_program.nativeModuleCount; i++)
    if (strUtf8(t, name) == rt_program.nativeModules[i]->name)
      return fromObject(tupleOf(t, none(), fromBool(false)));
  return none();
}

const NativeRow kFunctions[] = {
    {"find_module", findModule, "(name, /)", NativeKind::Function},
    {"bound_function", boundFunction,
     "(name, parameters, body, *, kwonly=(), defaults=None, kwdefaults=None, module=None)",
     NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_regius, "_regius", rt::initialise)
