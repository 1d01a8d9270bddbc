// CodeUnit: the bytecode of one module body, class body, function, lambda or comprehension.
// Produced by emit/ or read from .rbc; consumed by the verifier, the interpreter, the analysis and
// the code generator. Owns its constants and nested code units.
#pragma once

#include "compiler/bytecode/Instruction.h"
#include "compiler/support/FutureFlags.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace regius {

struct CodeUnit;

/// A constant. Strings are UTF-8 with lone surrogates encoded as three bytes each ("surrogatepass").
struct Constant {
  enum class Kind : uint8_t {
    None, True, False, Ellipsis, Int, BigInt, Float, Complex, Str, Bytes, Tuple, FrozenSet, Code,
  };
  Kind kind = Kind::None;
  int64_t intValue = 0;           // Int
  double real = 0, imag = 0;      // Float (real), Complex
  std::string text;               // Str, Bytes; BigInt: decimal digits, '-' first when negative
  std::vector<Constant> items;    // Tuple, FrozenSet
  std::shared_ptr<CodeUnit> code; // Code
};

enum class CodeKind : uint8_t { Module, Class, Function, Lambda, Comprehension, TypeParams, Expression };

enum CodeFlags : uint32_t {
  kVarArgs = 1 << 0,     // has *args; its local follows the keyword-only parameters
  kVarKeywords = 1 << 1, // has **kwargs; its local follows *args
  kGenerator = 1 << 2,
  kCoroutine = 1 << 3,
  kAsyncGenerator = 1 << 4,
  kNested = 1 << 5,            // inside another function
  kNeedsLocals = 1 << 6,       // mentions locals, vars, dir, eval or exec, or the program f_locals: they see the locals
  kHasDocstring = 1 << 8,      // consts[0] is the docstring
  kMethod = 1 << 9,            // defined directly in a class body
  kHasHandlers = 1 << 10,      // the exception table is not empty; set by the code generator
  kExactLifetimes = 1 << 11,   // asks for collections and sees what dies in them; set by the driver with kNeedsLocals
  kKeepsLastLine = 1 << 12,    // the program mentions f_lineno: frames that have ended tell where; set by the driver
  // and FutureFlags, which compile() in this code inherits
};

/// An exception raised at an instruction in [start, end) goes to `handler` with the stack cut to
/// `depth` values and the exception pushed. The first matching entry wins.
struct ExceptionEntry {
  uint32_t start, end, handler, depth;
};

struct CodeUnit {
  std::string name, qualName, fileName;
  CodeKind kind = CodeKind::Module;
  uint32_t flags = 0;
  uint32_t firstLine = 1;
  uint32_t posOnlyCount = 0; // of the positional parameters, how many are positional-only
  uint32_t argCount = 0;     // positional parameters, positional-only ones included
  uint32_t kwOnlyCount = 0;
  /// Local variables; the parameters come first: positional, keyword-only, *args, **kwargs.
  std::vector<std::string> varNames;
  /// Variables of this unit captured by inner ones. A captured parameter is in varNames as well; its
  /// cell starts with the argument (`cellParams[i]` = index into varNames, or -1).
  std::vector<std::string> cellNames;
  std::vector<int32_t> cellParams;
  std::vector<std::string> freeNames; // captured from outside; order of the closure tuple
  std::vector<std::string> names;     // globals, attributes, imports, namespace names
  std::vector<Constant> consts;
  std::vector<Instruction> instructions;
  std::vector<Location> locations; // one for each instruction
  std::vector<ExceptionEntry> exceptionTable;
  uint32_t stackSize = 0;
  /// Class bodies: names that methods assign on their first parameter (`self.x = ...`), in order of
  /// appearance. A hint for the instance layout, never a fact.
  std::vector<std::string> selfAttributes;

  uint32_t parameterCount() const {
    return argCount + kwOnlyCount + ((flags & kVarArgs) ? 1 : 0) + ((flags & kVarKeywords) ? 1 : 0);
  }
};

/// Of .rbc files, and of cached code through sys.implementation.cache_tag. Serialize.cpp checks that it changes
/// together with Opcodes.def.
inline constexpr uint32_t kBytecodeVersion = 4;

} // namespace regius
