// Events for the functions of sys.settrace and sys.setprofile. While some thread is traced, each word of
// the code has the handler Trace, which tells what is about to happen and goes on to the handler of the
// instruction. Code of threads that are not traced takes that way, too; the first that comes there
// when nothing is traced any more puts the usual handlers back.
#pragma once

#include "runtime-lib/interp/InterpretedCode.h"

#include "compiler/bytecode/Instruction.h"

namespace rt {

/// What Trace knows about the instructions of a code unit.
struct TracedCode {
  bool installed = false;
  std::vector<Handler> usual;            // the handlers that Trace took the places of
  std::vector<Handler> single;           // the same without those that execute two instructions
  std::vector<regius::Opcode> opcodes;
  std::vector<int32_t> lines;            // 0 or less: none
};

/// Decode.cpp: makes the instructions of the code go through Trace, and takes that back.
void instrument(InterpretedCode *code);
void removeTrace(InterpretedCode *code);

/// JumpToLine.cpp: the assignLine of the interpreter.
bool jumpToLine(Thread &, Frame *, int64_t line);
/// A function starts or goes on. False: the trace function raised.
bool traceCall(Thread &, InterpreterFrame *f);
/// An exception passes through the frame; another one may take its place.
void traceException(Thread &, InterpreterFrame *f);
/// The frame is left with `result`, or with the pending exception when it is kNoValue. False: the trace
/// function raised, and the frame is left with that.
bool traceReturn(Thread &, InterpreterFrame *f, Value result);

} // namespace rt
