// Frame and traceback objects. Native activations (Frame, core/Thread.h) live on the stack and cost
// nothing; a frame object is made when a program asks for one (sys._getframe, tb_frame, gi_frame). It is
// live while its activation is linked and names it back, so that returning from a function needs no
// work; later it answers with what was saved last.
#include "runtime-lib/objects/Frame.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/Objects.h"

#include "compiler/bytecode/Leb128.h"

namespace rt {

Dict *builtinsDict(); // builtins/Registry.cpp

namespace {

/// The activation behind a frame object, or null when it is over (or is a suspended generator).
Frame *liveFrame(Thread &t, FrameObject *object) {
  for (Frame *frame = t.frame; frame; frame = frame->previous) {
    if (object->generator ? frame->generator == object->generator && (frame->flags & kFrameGenerator)
                          : frame == object->frame && same(frame->object, fromObject(object)))
      return frame;
  }
  return nullptr;
}

FrameObject *newFrameObject(Thread &t, Function *function, uint32_t pc) {
  auto *object = allocate<FrameObject>(t, TypeId::Frame);
  object->function = function;
  object->info = function->info;
  object->pc = pc;
  return object;
}

uint32_t currentPc(Thread &t, FrameObject *object) {
  if (Frame *live = liveFrame(t, object)) object->pc = framePc(live);
  else if (object->generator) object->pc = object->generator->pc;
  return object->pc;
}

// --- Locals
void addLocal(Thread &t, Dict *dict, Value name, Value v) {
  if (ok(v))
    dictSet(t, dict, name, v);
  else
    dictRemove(t, dict, name);
}
void saveLocals(Thread &t, FrameObject *object, const Value *slots) {
  const size_t count = object->info->localCount + object->info->cellCount;
  storeField(object, &object->saved, fromObject(tupleFrom(t, slots, static_cast<int64_t>(count))));
}
/// Fills `dict` from the slots of an activation: locals, then cells, then free variables.
void fillLocals(Thread &t, Dict *dict, Function *function, const Value *slots) {
  const CodeInfo *info = function->info;
  const Value *constants = info->module->constants;
  auto *varNames = as<Tuple>(constants[info->varNames]), *cellNames = as<Tuple>(constants[info->cellNames]);
  auto *freeNames = as<Tuple>(constants[info->freeNames]);
  auto cellContent = [](Value cell) { return ok(cell) ? as<Cell>(cell)->content : kNoValue; };
  for (uint32_t i = 0; slots && i < info->localCount; i++) {
    bool inCell = false;
    for (uint32_t c = 0; c < info->cellCount; c++) inCell |= info->cellParams[c] == static_cast<int32_t>(i);
    if (!inCell) addLocal(t, dict, varNames->items[i], slots[i]);
  }
  for (uint32_t i = 0; slots && i < info->cellCount; i++)
    addLocal(t, dict, cellNames->items[i], cellContent(slots[info->localCount + i]));
  for (uint32_t i = 0; function->closure && i < info->freeCount; i++)
    addLocal(t, dict, freeNames->items[i], cellContent(function->closure->items[i]));
}

Value localsOf(Thread &t, FrameObject *object) {
  Frame *live = liveFrame(t, object);
  if (live && ok(live->nameSpace)) return live->nameSpace;
  if (object->info->kind == static_cast<uint32_t>(regius::CodeKind::Class) && ok(object->locals)) return object->locals;
  const auto kind = static_cast<regius::CodeKind>(object->info->kind);
  if (kind == regius::CodeKind::Module || kind == regius::CodeKind::Expression) return fromObject(object->function->globals);
  if (!ok(object->locals)) {
    object->locals = fromObject(TRY(dictNew(t)));
    writeBarrier(object);
  }
  const Value *slots = live ? live->locals : nullptr;
  if (!slots && object->generator) slots = object->generator->slots;
  if (!slots && ok(object->saved)) slots = as<Tuple>(object->saved)->items;
  if (slots || live) fillLocals(t, as<Dict>(object->locals), object->function, slots);
  return object->locals;
}

// --- Attributes of frames
FrameObject *frameOf(Value self) { return as<FrameObject>(self); }
Value getCode(Thread &t, Value self) {
  FrameObject *object = frameOf(self);
  if (object->function->code && object->function->info == object->info) return fromObject(object->function->code);
  return fromObject(codeOf(t, object->info));
}
Value getGlobals(Thread &, Value self) { return fromObject(frameOf(self)->function->globals); }
Value getBuiltins(Thread &, Value self) {
  Value builtins = frameOf(self)->function->builtins;
  return ok(builtins) ? builtins : fromObject(builtinsDict());
}
Value getLocals(Thread &t, Value self) { return localsOf(t, frameOf(self)); }
Value getLine(Thread &t, Value self) {
  FrameObject *object = frameOf(self);
  if (object->line) return fromInt(object->line);
  if (object->generator && object->generator->state == kGeneratorCreated && !liveFrame(t, object))
    return fromInt(object->info->firstLine);
  const uint32_t pc = currentPc(t, object);
  int32_t line = codePosition(object->info, pc).line;
  // Code without a place of its own, as the end of a handler that raises again, belongs to what ran before.
  if (line <= 0) line = object->lastLine;
  if (line <= 0 && pc != kResumePc) {
    const std::vector<int32_t> lines = linesOf(object->info);
    for (size_t before = std::min<size_t>(pc, lines.size()); line <= 0 && before > 0;) line = lines[--before];
  }
  return line > 0 ? fromInt(line) : none();
}
bool setLine(Thread &t, Value self, Value v) {
  if (!ok(v)) return raiseText(t, Exc::AttributeError, "cannot delete attribute"), false;
  if (!isExactly(v, TypeId::Int)) return raiseText(t, Exc::ValueError, "lineno must be an integer"), false;
  FrameObject *object = frameOf(self);
  if (!ok(object->trace) && t.told && t.told->event == TraceEvent::Line)
    return raiseText(t, Exc::ValueError, "f_lineno can only be set by a trace function"), false;
  if (!isInt(v) || asInt(v) != static_cast<int32_t>(asInt(v)))
    return raiseText(t, Exc::ValueError, "lineno out of range"), false;
  if (!assignLine) return raiseText(t, Exc::ValueError, "can't jump from the 'call' trace event of a new frame"), false;
  return assignLine(t, liveFrame(t, object), asInt(v));
}
Value getLasti(Thread &t, Value self) { return fromInt(offsetOfPc(currentPc(t, frameOf(self)))); }
Value getBack(Thread &t, Value self) {
  FrameObject *object = frameOf(self);
  Frame *live = liveFrame(t, object);
  if (live) {
    Value back = live->previous ? TRY(frameObject(t, live->previous)) : none();
    storeField(object, &object->back, back);
  } else if (object->generator) {
    return none(); // suspended: nobody resumes it now
  }
  return ok(object->back) ? object->back : none();
}
bool isTrue(Thread &t, Value v, bool *out) {
  if (!ok(v)) return raiseText(t, Exc::TypeError, "can't delete numeric/char attribute"), false;
  if (!isExactly(v, TypeId::Bool)) return raiseText(t, Exc::TypeError, "attribute value type must be bool"), false;
  *out = same(v, fromBool(true));
  return true;
}
Value getTraceLines(Thread &, Value self) { return fromBool(!frameOf(self)->skipsLines); }
bool setTraceLines(Thread &t, Value self, Value v) {
  bool lines;
  if (!isTrue(t, v, &lines)) return false;
  frameOf(self)->skipsLines = !lines;
  return true;
}
Value getTraceOpcodes(Thread &, Value self) { return fromBool(frameOf(self)->tracesOpcodes); }
bool setTraceOpcodes(Thread &t, Value self, Value v) { return isTrue(t, v, &frameOf(self)->tracesOpcodes); }
Value getTrace(Thread &, Value self) { return ok(frameOf(self)->trace) ? frameOf(self)->trace : none(); }
bool setTrace(Thread &, Value self, Value v) {
  storeField(asObject(self), &frameOf(self)->trace, ok(v) && isNone(v) ? kNoValue : v);
  return true;
}
Value clearFrame(Thread &t, const Value *args) {
  FrameObject *object = frameOf(args[0]);
  Generator *generator = object->generator;
  if (generator ? (generator->flags & kGeneratorRunning) != 0 : liveFrame(t, object) != nullptr)
    return raiseText(t, Exc::RuntimeError, "cannot clear an executing frame");
  if (generator) finalizeGenerator(t, fromObject(generator));
  if (generator && generator->state == kGeneratorCreated && !closeGenerator(t, generator)) return kNoValue;
  object->locals = object->saved = kNoValue;
  return none();
}
Value reprFrame(Thread &t, Value self) {
  FrameObject *object = frameOf(self);
  const Value *constants = object->info->module->constants;
  StrBuilder out(t);
  out.add("<frame at 0x");
  out.add(TRY(intToText(t, intFromUnsigned(t, bitsOf(self)), 16)));
  out.add(", file '");
  out.add(strFromUtf8(t, object->info->module->fileName));
  out.add("', line ");
  out.add(TRY(str(t, getLine(t, self))));
  out.add(", code ");
  out.add(as<Str>(constants[object->info->name]));
  out.add(">");
  return fromObject(out.finish());
}
void traceFrame(Object *self, Tracer &tracer) {
  auto *object = static_cast<FrameObject *>(self);
  tracer.pointer(object->generator);
  tracer.pointer(object->function);
  tracer.value(object->back);
  tracer.value(object->locals);
  tracer.value(object->saved);
  tracer.value(object->trace);
}
const GetSetRow kFrameGetSets[] = {
    {"f_back", getBack},       {"f_builtins", getBuiltins}, {"f_code", getCode},
    {"f_globals", getGlobals}, {"f_lasti", getLasti},       {"f_lineno", getLine, setLine},
    {"f_locals", getLocals},   {"f_trace", getTrace, setTrace},
    {"f_trace_lines", getTraceLines, setTraceLines}, {"f_trace_opcodes", getTraceOpcodes, setTraceOpcodes},
    {nullptr, nullptr},
};
const NativeRow kFrameMethods[] = {{"clear", clearFrame, "($self, /)"}, {nullptr, nullptr, nullptr}};

// --- Tracebacks
Traceback *tracebackOf(Value self) { return as<Traceback>(self); }
Value getTbFrame(Thread &, Value self) { return tracebackOf(self)->frame; }
Value getTbLine(Thread &, Value self) {
  int32_t line = tracebackLine(tracebackOf(self));
  return line > 0 ? fromInt(line) : none();
}
Value getTbLasti(Thread &, Value self) { return fromInt(offsetOfPc(tracebackOf(self)->pc) + tracebackOf(self)->inMiddle); }
Value getTbNext(Thread &, Value self) {
  return ok(tracebackOf(self)->next) ? tracebackOf(self)->next : none();
}
bool setTbNext(Thread &t, Value self, Value v) {
  if (!ok(v)) return raiseText(t, Exc::TypeError, "can't delete tb_next attribute"), false;
  if (!isNone(v) && !isExactly(v, TypeId::Traceback))
    return raise(t, Msg::ExpectedTraceback, typeName(v)), false;
  for (Value at = v; ok(at) && !isNone(at); at = tracebackOf(at)->next)
    if (same(at, self)) return raiseText(t, Exc::ValueError, "traceback loop detected"), false;
  storeField(asObject(self), &tracebackOf(self)->next, isNone(v) ? kNoValue : v);
  return true;
}
Value createTraceback(Thread &t, Type *, const Value *args, size_t n, Tuple *kwNames) {
  static const char *const kNames[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
  Value v[4] = {};
  for (size_t i = 0; i < n && i < 4; i++) v[i] = args[i];
  for (int64_t k = 0; kwNames && k < kwNames->size; k++)
    for (int i = 0; i < 4; i++)
      if (strEquals(as<Str>(kwNames->items[k]), kNames[i])) v[i] = args[n + static_cast<size_t>(k)];
  if (n > 4 || !ok(v[0]) || !ok(v[1]) || !ok(v[2]) || !ok(v[3]))
    return raise(t, Msg::TracebackArguments, n + (kwNames ? static_cast<size_t>(kwNames->size) : 0));
  if (!isNone(v[0]) && !isExactly(v[0], TypeId::Traceback))
    return raise(t, Msg::ExpectedTraceback, typeName(v[0]));
  if (!isExactly(v[1], TypeId::Frame)) return raise(t, Msg::TracebackFrame, typeName(v[1]));
  int64_t lasti, line;
  if (!toInt64(t, v[2], &lasti) || !toInt64(t, v[3], &line)) return kNoValue;
  auto *tb = allocate<Traceback>(t, TypeId::Traceback);
  tb->next = isNone(v[0]) ? kNoValue : v[0];
  tb->frame = v[1];
  tb->info = frameOf(v[1])->info;
  tb->pc = pcOfOffset(lasti);
  tb->inMiddle = lasti & 1;
  tb->line = static_cast<int32_t>(line);
  return fromObject(tb);
}
void traceTraceback(Object *self, Tracer &tracer) {
  auto *tb = static_cast<Traceback *>(self);
  tracer.value(tb->next);
  tracer.value(tb->frame);
}
Value tracebackDir(Thread &t, const Value *) {
  List *list = TRY(listNew(t));
  for (const char *name : {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"})
    if (!listAppend(t, list, fromObject(internAscii(t, name)))) return kNoValue;
  return fromObject(list);
}
const NativeRow kTracebackMethods[] = {{"__dir__", tracebackDir, "($self, /)"}, {nullptr, nullptr, nullptr}};
const GetSetRow kTracebackGetSets[] = {
    {"tb_frame", getTbFrame},  {"tb_lasti", getTbLasti}, {"tb_lineno", getTbLine},
    {"tb_next", getTbNext, setTbNext}, {nullptr, nullptr},
};

} // namespace

Position resumePosition(const CodeInfo *info) {
  const auto kind = static_cast<regius::CodeKind>(info->kind);
  const auto line = static_cast<int32_t>(info->firstLine);
  const int32_t column = programOptions.debugRanges ? 0 : -1;
  if (kind == regius::CodeKind::Module || kind == regius::CodeKind::Expression) return {0, 1, column, column};
  return {line, line, column, column};
}

Position codePosition(const CodeInfo *info, uint32_t pc) {
  if (pc == kResumePc) return resumePosition(info);
  Position position{static_cast<int32_t>(info->firstLine), 0, -1, -1};
  const uint8_t *p = info->lineTable, *end = p + info->lineTableSize;
  if (!p || pc >= info->instructionCount) return {};
  for (uint32_t i = 0; i <= pc && p < end; i++) {
    position.line += static_cast<int32_t>(regius::getSigned(p));
    position.endLine = position.line + static_cast<int32_t>(regius::getSigned(p));
    position.column = static_cast<int32_t>(regius::getSigned(p));
    position.endColumn = static_cast<int32_t>(regius::getSigned(p));
  }
  if (!programOptions.debugRanges) position.column = position.endColumn = -1;
  return position;
}

std::vector<int32_t> linesOf(const CodeInfo *info) {
  std::vector<int32_t> lines;
  const uint8_t *p = info->lineTable, *end = p + info->lineTableSize;
  for (auto line = static_cast<int32_t>(info->firstLine); p && p < end;) {
    lines.push_back(line += static_cast<int32_t>(regius::getSigned(p)));
    for (int skipped = 0; skipped < 3; skipped++) regius::getSigned(p);
  }
  return lines;
}

int32_t tracebackLine(Traceback *tb) {
  if (!tb->line) tb->line = codePosition(tb->info, tb->pc).line;
  return tb->line;
}

Value frameObject(Thread &t, Frame *frame) {
  if (ok(frame->object)) return frame->object;
  if ((frame->flags & kFrameGenerator) && frame->generator) {
    frame->object = generatorFrame(t, frame->generator);
    return frame->object;
  }
  FrameObject *object = newFrameObject(t, frame->function, framePc(frame));
  object->frame = frame;
  object->caller = frame->previous;
  frame->object = fromObject(object);
  return frame->object;
}

Value generatorFrame(Thread &t, Generator *generator) {
  if (ok(generator->frameObject)) return generator->frameObject;
  FrameObject *object = newFrameObject(t, generator->function, generator->pc);
  object->generator = generator;
  storeField(generator, &generator->frameObject, fromObject(object));
  return generator->frameObject;
}

void generatorFrameFinished(Thread &t, Generator *generator) {
  if (!ok(generator->frameObject)) return;
  FrameObject *object = frameOf(generator->frameObject);
  saveLocals(t, object, generator->slots);
  if (generator->state == kGeneratorCreated) object->pc = kResumePc; // it has never run
  object->generator = nullptr;
  generator->frameObject = kNoValue; // gi_frame is None now
}

Value frameLocals(Thread &t, Frame *frame) {
  if (ok(frame->nameSpace)) return frame->nameSpace;
  return localsOf(t, frameOf(TRY(frameObject(t, frame))));
}

/// The dict of f_locals of an activation whose locals are its own, if it was made; else null.
static Dict *localsDict(Frame *frame) {
  Value object = frame->object;
  if (!ok(object) || ok(frame->nameSpace) || !frame->locals) return nullptr;
  const auto kind = static_cast<regius::CodeKind>(frameOf(object)->info->kind);
  const bool isFunction = kind != regius::CodeKind::Module && kind != regius::CodeKind::Expression && kind != regius::CodeKind::Class;
  return isFunction && ok(frameOf(object)->locals) ? as<Dict>(frameOf(object)->locals) : nullptr;
}

void refreshLocals(Thread &t, Frame *frame) {
  if (Dict *dict = localsDict(frame)) fillLocals(t, dict, frame->function, frame->locals);
}

void storeLocals(Thread &t, Frame *frame) {
  Dict *dict = localsDict(frame);
  if (!dict) return;
  const Value pending = t.pending;
  t.pending = kNoValue;
  const CodeInfo *info = frame->function->info;
  const Value *constants = info->module->constants;
  auto *varNames = as<Tuple>(constants[info->varNames]), *cellNames = as<Tuple>(constants[info->cellNames]);
  auto *freeNames = as<Tuple>(constants[info->freeNames]);
  auto storeCell = [&](Value cell, Value name) {
    if (ok(cell)) storeField(as<Cell>(cell), &as<Cell>(cell)->content, dictGetStr(dict, as<Str>(name)));
  };
  for (uint32_t i = 0; i < info->localCount; i++) {
    bool inCell = false;
    for (uint32_t c = 0; c < info->cellCount; c++) inCell |= info->cellParams && info->cellParams[c] == static_cast<int32_t>(i);
    if (!inCell) frame->locals[i] = dictGetStr(dict, as<Str>(varNames->items[i]));
  }
  for (uint32_t i = 0; i < info->cellCount; i++) storeCell(frame->locals[info->localCount + i], cellNames->items[i]);
  for (uint32_t i = 0; frame->function->closure && i < info->freeCount; i++)
    storeCell(frame->function->closure->items[i], freeNames->items[i]);
  if (frame->generator && (frame->flags & kFrameGenerator)) writeBarrier(frame->generator);
  t.pending = pending;
}

void registerFrameTypes(Thread &t) {
  TypeSpec frame{TypeId::Frame};
  frame.flags = kTypeNoCreate | kTypeImmutable;
  frame.instanceSize = sizeof(FrameObject);
  frame.trace = traceFrame;
  frame.fillSlots = [](Slots &slots) { slots.repr = reprFrame; };
  frame.getSets = kFrameGetSets;
  frame.methods = kFrameMethods;
  registerType(t, frame);
  TypeSpec traceback{TypeId::Traceback};
  traceback.flags = kTypeImmutable;
  traceback.instanceSize = sizeof(Traceback);
  traceback.trace = traceTraceback;
  traceback.fillSlots = [](Slots &slots) { slots.create = createTraceback; };
  traceback.methods = kTracebackMethods;
  traceback.getSets = kTracebackGetSets;
  registerType(t, traceback);
}

extern "C" void rt_traceback_here(Thread &t, void *at) {
  auto *frame = static_cast<Frame *>(at);
  Value exception = t.pending;
  if (!ok(exception)) return;
  FrameObject *object = frameOf(frameObject(t, frame));
  object->pc = framePc(frame);
  auto *tb = allocate<Traceback>(t, TypeId::Traceback);
  tb->next = as<Exception>(exception)->traceback;
  tb->info = frame->function->info;
  tb->frame = fromObject(object);
  tb->pc = object->pc;
  if (ok(tb->next)) { // the activation that it comes from was called by this one
    FrameObject *callee = frameOf(tracebackOf(tb->next)->frame);
    if (!ok(callee->back) && callee->caller == frame) storeField(callee, &callee->back, fromObject(object));
  }
  storeField(asObject(exception), &as<Exception>(exception)->traceback, fromObject(tb));
}

extern "C" void rt_frame_finished(Thread &t, void *at) {
  auto *frame = static_cast<Frame *>(at);
  FrameObject *object = frameOf(frame->object);
  if (!ok(t.pending)) object->pc = framePc(frame); // else the place of the exception, which is known
  if (frame->flags & kFrameGenerator) return; // its slots live on
  if (ok(frame->nameSpace))
    storeField(object, &object->locals, frame->nameSpace);
  else if (frame->locals)
    saveLocals(t, object, frame->locals);
  if (frame->previous && !ok(object->back)) storeField(object, &object->back, frameObject(t, frame->previous));
}

} // namespace rt
