// Python frame objects: views of native Frame records, made when somebody asks for one.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/objects/Generator.h"

#include <vector>

namespace rt {

/// A frame object is live while its Frame is still linked in the thread and names it back. When the activation ends
/// rt_frame_finished saves what it still knows; compiled code whose locals are in registers does not call it, and its
/// frame object answers from what was saved when it was last looked at.
struct FrameObject : Object {
  Frame *frame;       // valid only while live
  const Frame *caller; // its `previous` once; not to be looked into
  Generator *generator;
  Function *function;
  const CodeInfo *info;
  Value back;         // once known: frame object or None
  Value locals;       // mapping: class body, module, or the snapshot dict of a function
  Value saved;        // after the activation: tuple of its locals and cells, where they were kept in memory
  Value trace;        // f_trace
  uint32_t pc;
  int32_t line;       // explicit line or 0
  int32_t lastLine;   // that a trace function was told
  uint32_t lastPc;    // interpreters without tail calls: 1 + the instruction before which the frame was seen last
  bool isFresh;       // ... and it was seen from its start
  bool skipsLines, tracesOpcodes; // not f_trace_lines; f_trace_opcodes
};

/// The frame object of an activation.
Value frameObject(Thread &, Frame *frame);
Value generatorFrame(Thread &, Generator *generator);
/// Before the slots of a generator are emptied for good.
void generatorFrameFinished(Thread &, Generator *generator);
/// What locals() returns in this activation.
Value frameLocals(Thread &, Frame *frame);

/// Around the call of a trace function: the dict of f_locals, when there is one, shows the locals of the function as
/// they are, and what was changed in it goes back to them.
void refreshLocals(Thread &, Frame *frame);
void storeLocals(Thread &, Frame *frame);

/// Where an instruction comes from, decoded from CodeInfo::lineTable.
struct Position {
  int32_t line = 0, endLine = 0, column = -1, endColumn = -1;
};
/// The place of an instruction; of kResumePc (Code.h) that of the whole code.
Position codePosition(const CodeInfo *info, uint32_t pc);
Position resumePosition(const CodeInfo *info);
/// The lines of all instructions; 0 or less: none.
std::vector<int32_t> linesOf(const CodeInfo *info);
int32_t tracebackLine(Traceback *tb);

} // namespace rt
