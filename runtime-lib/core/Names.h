// The interned names of abi/Names.def and of the operators' special methods.
#pragma once

#include "compiler/bytecode/Instruction.h"
#include "runtime-lib/core/Object.h"

namespace rt {

struct Str;
struct Thread;

struct Names {
#define NAME_AS(Id, Text) Str *Id;
#include "runtime-lib/abi/Names.def"
  // Special methods by operator kind: __add__, __radd__, __iadd__; __neg__; __lt__.
  Str *binary[regius::kBinaryKindCount], *reflected[regius::kBinaryKindCount], *inplace[regius::kBinaryKindCount];
  Str *compare[6];
};
/// Valid once initialiseNames ran (start-up, after the str type exists).
extern Names rt_names;
inline const Names &names() { return rt_names; }
void initialiseNames(Thread &thread);

} // namespace rt
