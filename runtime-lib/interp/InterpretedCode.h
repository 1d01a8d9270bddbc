// The interpreter's own form of a code unit, made from CodeInfo::body when it runs for the first time.
//
// One word for each instruction, so that an instruction index is a word index: the address of the
// function that executes it, and its operand in the form that this function wants: a number, a constant
// Value, the target of a jump, or the address of a site with inline caches. Some pairs of instructions are
// executed at once by the first word (Variants.def); the second stays in place for those who jump to it.
#pragma once

#include "runtime-lib/interp/Interpreter.h"

#include <memory>
#include <vector>

namespace rt {

struct InterpretedWord;
using Word = InterpretedWord;

// Values in flight stay in argument registers from one instruction to the next: every handler ends
// in a tail call of the next one. preserve_none gives it the registers that runtime functions preserve.
#if defined(__x86_64__) || defined(__aarch64__)
#define REGIUS_HANDLER __attribute__((preserve_none))
#else
#define REGIUS_HANDLER
#endif
using Handler = REGIUS_HANDLER Value (*)(Thread &t, InterpreterFrame *f, const Word *ip, Value *sp, Value *locals);

struct InterpretedWord {
  Handler handler;
  union {
    uint64_t operand;
    Value value;
    const Word *target;
    struct GlobalSite *global;
    struct AttributeSite *attribute;
  };
};
static_assert(sizeof(Word) <= kInterpretedWordSize);

/// LoadGlobal and StoreGlobal. `cell` is the name's in `globals`; null: not looked up, or not worth it.
struct GlobalSite {
  Str *name;
  Dict *globals;
  Cell *cell, *builtin;
  uint32_t uses;
};

/// LoadAttr, StoreAttr and LoadMethod. The cache is filled from the second execution on.
struct AttributeSite {
  InlineCache cache;
  Value name;
  uint32_t uses;
};

struct InterpretedHandler { // of exceptions
  uint32_t start, end, target, depth;
};

struct TracedCode; // Tracing.h

struct InterpretedCode {
  const CodeInfo *info;
  std::vector<Word> words;
  std::vector<InterpretedHandler> handlers;
  std::vector<GlobalSite *> globalSites;
  std::vector<AttributeSite *> attributeSites;
  uint32_t stackBase; // slots of locals and cells, in front of the operand stack
  uint32_t slotCount; // all of them
  std::vector<int32_t> depths; // of the operand stack before each word; once DeadOperands.cpp asked
  std::unique_ptr<TracedCode> traced; // once a thread was traced
  InterpretedCode *next, *previous;   // of all code
  InterpretedCode();
  ~InterpretedCode();
};

/// Makes the interpreter's form of a code unit.
InterpretedCode *decode(const CodeInfo *info);
/// DeadOperands.cpp: the interpreter's clearDeadOperands.
void emptyDeadOperands(Thread &);
void dispose(InterpretedCode *code);
/// What the sites refer to, for the owner of the code.
void trace(const InterpretedCode *code, Tracer &tracer);

/// The interpreter's form of the code, made on first use.
inline InterpretedCode *interpretedCode(const CodeInfo *info) {
  InterpretedCode *&code = *info->interpreted;
  if (!code) [[unlikely]] code = decode(info);
  return code;
}

} // namespace rt
