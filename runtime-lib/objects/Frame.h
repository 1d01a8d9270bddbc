// Python frame objects: views of native Frame records, made when somebody asks for one.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/objects/Generator.h"

namespace rt {

/// A frame object is live while its Frame is still linked in the thread and names it back; generated code
/// does nothing on exit. Afterwards it answers from what was saved when it was last looked at.
struct FrameObject : Object {
  Frame *frame;       // valid only while live
  Generator *generator;
  Function *function;
  const CodeInfo *info;
  Value back;         // once known: frame object or None
  Value locals;       // mapping: class body, module, or the snapshot dict of a function
  Value trace;
  uint32_t pc;
  int32_t line;       // explicit line or 0
};

/// The frame object of an activation.
Value frameObject(Thread &, Frame *frame);
/// The frame object of a finished activation, for tracebacks.
Value deadFrame(Thread &, Function *function, uint32_t pc);

Value generatorFrame(Thread &, Generator *generator);
/// What locals() returns in this activation.
Value frameLocals(Thread &, Frame *frame);

/// Where an instruction comes from, decoded from CodeInfo::lineTable.
struct Position {
  int32_t line = 0, endLine = 0, column = -1, endColumn = -1;
};
Position codePosition(const CodeInfo *info, uint32_t pc);
int32_t tracebackLine(Traceback *tb);

} // namespace rt
