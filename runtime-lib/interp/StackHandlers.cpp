// Stack shuffling, constants, locals, cells, names and jumps.
#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/interp/FastPaths.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <algorithm>

namespace rt {

HANDLER(Nop) { NEXT(1); }
HANDLER(Pop) {
  sp--;
  NEXT(1);
}
HANDLER(Copy) {
  *sp = sp[-static_cast<ptrdiff_t>(ip->operand)];
  sp++;
  NEXT(1);
}
HANDLER(Swap) {
  std::swap(sp[-1], sp[-static_cast<ptrdiff_t>(ip->operand)]);
  NEXT(1);
}
HANDLER(PushNull) {
  *sp++ = kNoValue;
  NEXT(1);
}
HANDLER(LoadConst) {
  *sp++ = ip->value;
  NEXT(1);
}
HANDLER(End) {
  SAVE_IP;
  raiseText(t, Exc::SystemError, "code without return");
  FAIL;
}

// --- Locals

namespace {
HANDLER(UnboundLocal) { // also the second half of a fused instruction: ip points to the load itself
  SAVE_IP;
  auto *names = as<Tuple>(constantOf(f, f->function->info->varNames));
  rt_raise_unbound(t, names->items[ip->operand], 0);
  FAIL;
}
} // namespace

HANDLER(LoadLocal) {
  Value v = locals[ip->operand];
  if (!ok(v)) [[unlikely]] GO_TO(UnboundLocal);
  *sp++ = v;
  NEXT(1);
}
HANDLER(StoreLocal) {
  locals[ip->operand] = *--sp;
  NEXT(1);
}
HANDLER(DeleteLocal) {
  if (!ok(locals[ip->operand])) GO_TO(UnboundLocal);
  locals[ip->operand] = kNoValue;
  NEXT(1);
}
HANDLER(LoadTwoLocals) {
  Value a = locals[ip->operand], b = locals[ip[1].operand];
  if (!ok(a)) [[unlikely]] GO_TO(UnboundLocal);
  *sp++ = a;
  if (!ok(b)) [[unlikely]] NEXT(1);
  *sp++ = b;
  NEXT(2);
}
HANDLER(LoadLocalConst) {
  Value a = locals[ip->operand];
  if (!ok(a)) [[unlikely]] GO_TO(UnboundLocal);
  sp[0] = a;
  sp[1] = ip[1].value;
  sp += 2;
  NEXT(2);
}
HANDLER(StoreLoadLocal) {
  locals[ip->operand] = *--sp;
  Value v = locals[ip[1].operand];
  if (!ok(v)) [[unlikely]] NEXT(1);
  *sp++ = v;
  NEXT(2);
}
HANDLER(StoreTwoLocals) {
  locals[ip->operand] = sp[-1];
  locals[ip[1].operand] = sp[-2];
  sp -= 2;
  NEXT(2);
}

// --- Cells: own ones behind the locals, free ones in the closure of the function

namespace {

Cell *cellOf(InterpreterFrame *f, Value *locals, uint64_t deref) {
  const CodeInfo *info = f->function->info;
  if (deref < info->cellCount) return as<Cell>(locals[info->localCount + deref]);
  return as<Cell>(f->function->closure->items[deref - info->cellCount]);
}
Value derefName(InterpreterFrame *f, uint64_t deref) {
  const CodeInfo *info = f->function->info;
  if (deref < info->cellCount) return as<Tuple>(constantOf(f, info->cellNames))->items[deref];
  return as<Tuple>(constantOf(f, info->freeNames))->items[deref - info->cellCount];
}
void raiseUnboundDeref(Thread &t, InterpreterFrame *f, uint64_t deref) {
  rt_raise_unbound(t, derefName(f, deref), deref >= f->function->info->cellCount);
}

} // namespace

HANDLER(LoadDeref) {
  Value v = cellOf(f, locals, ip->operand)->content;
  if (!ok(v)) [[unlikely]] {
    SAVE_IP;
    raiseUnboundDeref(t, f, ip->operand);
    FAIL;
  }
  *sp++ = v;
  NEXT(1);
}
HANDLER(LoadOwnCell) { // operand: the slot of the cell
  Value v = as<Cell>(locals[ip->operand])->content;
  if (!ok(v)) [[unlikely]] {
    SAVE_IP;
    raiseUnboundDeref(t, f, ip->operand - f->function->info->localCount);
    FAIL;
  }
  *sp++ = v;
  NEXT(1);
}
HANDLER(LoadFreeCell) { // operand: position in the closure
  Value v = as<Cell>(f->function->closure->items[ip->operand])->content;
  if (!ok(v)) [[unlikely]] {
    SAVE_IP;
    raiseUnboundDeref(t, f, ip->operand + f->function->info->cellCount);
    FAIL;
  }
  *sp++ = v;
  NEXT(1);
}
HANDLER(StoreDeref) {
  Cell *cell = cellOf(f, locals, ip->operand);
  storeField(cell, &cell->content, *--sp);
  NEXT(1);
}
HANDLER(StoreOwnCell) {
  Cell *cell = as<Cell>(locals[ip->operand]);
  storeField(cell, &cell->content, *--sp);
  NEXT(1);
}
HANDLER(DeleteDeref) {
  Cell *cell = cellOf(f, locals, ip->operand);
  if (!ok(cell->content)) {
    SAVE_IP;
    raiseUnboundDeref(t, f, ip->operand);
    FAIL;
  }
  cell->content = kNoValue;
  NEXT(1);
}
HANDLER(LoadClosure) {
  *sp++ = fromObject(cellOf(f, locals, ip->operand));
  NEXT(1);
}
HANDLER(LoadClassDeref) {
  SAVE_IP;
  Value v = rt_class_deref(t, f->nameSpace, derefName(f, ip->operand), cellOf(f, locals, ip->operand)->content);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(LoadFromDictOrDeref) {
  SAVE_IP;
  Value v = rt_class_deref(t, sp[-1], derefName(f, ip->operand), cellOf(f, locals, ip->operand)->content);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}

// --- Globals: through the cells of the namespace once a site has seen it twice

namespace {

/// Code that runs often in one namespace gets cells there; code that runs once leaves it as it is.
constexpr uint32_t kUsesBeforeCells = 2;

/// Makes the site ready for the namespace that the function uses; false: look up without cells.
bool linkSite(Thread &t, GlobalSite *site, Function *function) {
  Dict *globals = function->globals;
  if (site->globals != globals) {
    site->globals = globals;
    site->cell = site->builtin = nullptr;
    site->uses = 0;
  }
  if (++site->uses < kUsesBeforeCells || !isExactly(fromObject(globals), TypeId::Dict)) return false;
  Dict *builtins = builtinsDict();
  const bool usual = !ok(function->builtins) || same(function->builtins, fromObject(builtins));
  if (!usual) return false; // exec with other builtins: only rt_load_global knows
  site->cell = dictGlobalCell(t, globals, site->name);
  Cell *builtin = ok(dictGetStr(builtins, site->name)) ? dictGlobalCell(t, builtins, site->name) : &rt_emptyCell;
  site->builtin = builtin;
  return site->cell && builtin;
}

HANDLER(LoadGlobalSlowly) {
  SAVE_IP;
  GlobalSite *site = ip->global;
  if (site->globals != f->function->globals || !site->cell) linkSite(t, site, f->function);
  Value v = rt_load_global(t, f->function, fromObject(site->name));
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}

} // namespace

HANDLER(LoadGlobal) {
  GlobalSite *site = ip->global;
  if (site->globals != f->function->globals || !site->cell) [[unlikely]] GO_TO(LoadGlobalSlowly);
  Value v = site->cell->content;
  if (!ok(v)) {
    v = site->builtin->content;
    if (!ok(v)) [[unlikely]] GO_TO(LoadGlobalSlowly);
  }
  *sp++ = v;
  NEXT(1);
}
HANDLER(StoreGlobal) {
  GlobalSite *site = ip->global;
  if (site->globals == f->function->globals && site->cell && ok(site->cell->content)) {
    storeField(site->cell, &site->cell->content, *--sp);
    NEXT(1);
  }
  SAVE_IP;
  if (site->globals != f->function->globals || !site->cell) linkSite(t, site, f->function);
  if (!rt_store_global(t, f->function, fromObject(site->name), sp[-1])) FAIL;
  sp--;
  NEXT(1);
}
HANDLER(DeleteGlobal) {
  SAVE_IP;
  if (!rt_delete_global(t, f->function, ip->value)) FAIL;
  NEXT(1);
}

// --- Names of class bodies, exec() and eval(); at module level the local namespace is the global one

HANDLER(LoadName) {
  if (!ok(f->nameSpace)) GO_TO(LoadGlobal);
  SAVE_IP;
  Value v = rt_load_name(t, f->function, f->nameSpace, fromObject(ip->global->name));
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(StoreName) {
  if (!ok(f->nameSpace)) GO_TO(StoreGlobal);
  SAVE_IP;
  if (!rt_store_name(t, f->nameSpace, fromObject(ip->global->name), sp[-1])) FAIL;
  sp--;
  NEXT(1);
}
HANDLER(DeleteName) {
  SAVE_IP;
  bool good = ok(f->nameSpace) ? rt_delete_name(t, f->nameSpace, ip->value) : rt_delete_global(t, f->function, ip->value);
  if (!good) FAIL;
  NEXT(1);
}
HANDLER(LoadLocals) {
  *sp++ = ok(f->nameSpace) ? f->nameSpace : fromObject(f->function->globals);
  NEXT(1);
}
HANDLER(LoadFromDictOrGlobals) {
  SAVE_IP;
  Value v = rt_load_name(t, f->function, sp[-1], ip->value);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(SetupAnnotations) {
  SAVE_IP;
  if (!rt_setup_annotations(t, f->function, f->nameSpace)) FAIL;
  NEXT(1);
}

// --- Jumps

HANDLER(JumpPolling) {
  SAVE_IP;
  if (!rt_poll(t)) FAIL;
  CONTINUE_AT(ip->target);
}
HANDLER(Jump) { CONTINUE_AT(ip->target); }
HANDLER(JumpBackward) {
  if (t.poll) [[unlikely]] GO_TO(JumpPolling);
  CONTINUE_AT(ip->target);
}

#define CONDITIONAL_JUMP(Name, JumpWhen)                                                           \
  HANDLER(Name) {                                                                                  \
    Value v = sp[-1];                                                                              \
    int32_t isTrue = rt_fast_truth(t, v);                                                          \
    if (isTrue < 0) [[unlikely]] {                                                                 \
      SAVE_IP;                                                                                     \
      isTrue = rt_truth(t, v);                                                                     \
      if (isTrue < 0) FAIL;                                                                        \
    }                                                                                              \
    sp--;                                                                                          \
    if (isTrue == JumpWhen) JUMP_TO(ip->target);                                                   \
    NEXT(1);                                                                                       \
  }
CONDITIONAL_JUMP(PopJumpIfTrue, 1)
CONDITIONAL_JUMP(PopJumpIfFalse, 0)

HANDLER(PopJumpIfNone) {
  if (isNone(*--sp)) JUMP_TO(ip->target);
  NEXT(1);
}
HANDLER(PopJumpIfNotNone) {
  if (!isNone(*--sp)) JUMP_TO(ip->target);
  NEXT(1);
}

#define JUMP_OR_POP(Name, JumpWhen)                                                                \
  HANDLER(Name) {                                                                                  \
    Value v = sp[-1];                                                                              \
    int32_t isTrue = rt_fast_truth(t, v);                                                          \
    if (isTrue < 0) [[unlikely]] {                                                                 \
      SAVE_IP;                                                                                     \
      isTrue = rt_truth(t, v);                                                                     \
      if (isTrue < 0) FAIL;                                                                        \
    }                                                                                              \
    if (isTrue == JumpWhen) JUMP_TO(ip->target);                                                   \
    sp--;                                                                                          \
    NEXT(1);                                                                                       \
  }
JUMP_OR_POP(JumpIfTrueOrPop, 1)
JUMP_OR_POP(JumpIfFalseOrPop, 0)

} // namespace rt
