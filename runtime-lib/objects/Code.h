// Code objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

Code *codeNew(Thread &, const CodeInfo *info);
/// The code object of a function or class body: that among its module's constants.
Code *codeOf(Thread &, const CodeInfo *info);
/// A function of a code object in a namespace, as def makes it.
Function *functionNew(Thread &, const CodeInfo *info, Dict *globals, Value builtins);

/// What code.replace() can change, in the order of its parameters.
enum class CodeField : uint8_t {
  ArgCount, PosOnlyCount, KwOnlyCount, LocalCount, StackSize, Flags, FirstLine, // int
  Body, Constants, Names, VarNames, FreeNames, CellNames,                       // bytes, tuples
  FileName, Name, QualName,                                                     // str
  LineTable, ExceptionTable,                                                    // bytes
};
inline constexpr size_t kCodeFieldCount = 18;
/// Bits of co_flags.
inline constexpr int64_t kCoVarArgs = 4, kCoVarKeywords = 8;
Value replaceCodeFields(Thread &, const Value *args); // code.replace()
/// All bits of co_flags (inspect.CO_*) as they are known from the code.
int64_t pythonFlags(const CodeInfo *info);
/// Are two constants equal and of the same types, so that code with one does what code with the other does? -1: exception.
int sameConstant(Thread &, Value, Value);

/// Python sees one instruction more than there is: RESUME in front of the others, whose place is the line of the
/// def. Offsets are those of CPython, two bytes for each instruction; `pc` is kResumePc there.
inline constexpr uint32_t kResumePc = UINT32_MAX;
inline int64_t offsetOfPc(uint32_t pc) { return int64_t{pc + 1} * 2; }
inline uint32_t pcOfOffset(int64_t offset) { return static_cast<uint32_t>(offset / 2) - 1; }

/// The exception table and the positions in the formats of CPython 3.11 (CodeTables.cpp).
Value exceptionTableOf(Thread &, const CodeInfo *info);
Value lineTableOf(Thread &, const CodeInfo *info);
} // namespace rt
