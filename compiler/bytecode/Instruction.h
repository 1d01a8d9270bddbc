// Instructions of the bytecode: enumerations derived from Opcodes.def and Operands.def.
#pragma once

#include <cstdint>
#include <string_view>

namespace regius {

enum class Opcode : uint8_t {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) Name,
#include "compiler/bytecode/Opcodes.def"
};
inline constexpr unsigned kOpcodeCount = 0
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) +1
#include "compiler/bytecode/Opcodes.def"
    ;

enum class OperandKind : uint8_t {
  None, Const, Name, Local, Deref, Label, Count, Depth, Flags,
  BinaryKind, UnaryKind, CompareKind, Conversion, FunctionAttr, Intrinsic,
};

enum class BinaryKind : uint8_t {
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace) Name,
#include "compiler/bytecode/Operands.def"
};
inline constexpr uint32_t kBinaryKindCount = 13;
/// Added to a BinaryKind in the operand of BinaryOp for the in-place form (`a += b`).
inline constexpr uint32_t kInplace = 16;

enum class UnaryKind : uint8_t {
#define UNARY_KIND(Name, Symbol, Method) Name,
#include "compiler/bytecode/Operands.def"
};
enum class CompareKind : uint8_t {
#define COMPARE_KIND(Name, Symbol, Method, Reflected) Name,
#include "compiler/bytecode/Operands.def"
};
enum class FunctionAttr : uint8_t {
#define FUNCTION_ATTR(Name) Name,
#include "compiler/bytecode/Operands.def"
};
enum class IntrinsicKind : uint8_t {
#define INTRINSIC(Name, Pops) Name,
#include "compiler/bytecode/Operands.def"
};

/// Operand of FormatValue and BuildInterpolation: conversion in bits 0-1, spec present in bit 2.
inline constexpr uint32_t kConvertNone = 0, kConvertStr = 1, kConvertRepr = 2, kConvertAscii = 3;
inline constexpr uint32_t kHasFormatSpec = 4;

struct Instruction {
  Opcode op;
  uint32_t arg = 0;
};

/// Where an instruction comes from; lines from 1, columns are UTF-8 byte offsets from 0; line 0: no
/// position (artificial code).
struct Location {
  int32_t line = 0, endLine = 0, column = -1, endColumn = -1;
};

struct StackEffect {
  int pops, pushes;
};

std::string_view opcodeName(Opcode op);
OperandKind operandKind(Opcode op);
/// Effects column as the bits of runtime-lib/abi/Effects.h.
uint32_t opcodeEffects(Opcode op);
std::string_view opcodeText(Opcode op);
/// Stack effect when control falls through (`jumped` false) or takes the label (true).
StackEffect stackEffect(Instruction instruction, bool jumped);
/// True when control never continues at the next instruction.
bool endsBlock(Opcode op);

} // namespace regius
