// What an instruction, runtime function or builtin may do: a closed set of bits, the same in every
// table. An effect has teeth; see codegen/README.md and runtime-lib/README.md.
#pragma once

#include <cstdint>

namespace regius::effects {

inline constexpr uint32_t Pure = 0;
inline constexpr uint32_t Throws = 1;     // may raise: the caller must test the result
inline constexpr uint32_t MayCollect = 2; // may allocate, hence collect
inline constexpr uint32_t ReadsHeap = 4;  // reads mutable objects
inline constexpr uint32_t WritesHeap = 8; // writes mutable objects
inline constexpr uint32_t NoReturn = 16;  // never comes back
// May run arbitrary Python code, hence everything else.
inline constexpr uint32_t RunsPython = 32 | Throws | MayCollect | ReadsHeap | WritesHeap;

constexpr bool has(uint32_t set, uint32_t bit) { return (set & bit) == bit; }
constexpr bool isWellFormed(uint32_t set) { return !(set & 32) || has(set, RunsPython); }

} // namespace regius::effects
