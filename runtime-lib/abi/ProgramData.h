// What generated code hands to the runtime: constant data for each compiled module and function.
// Emitted by codegen/ with exactly these layouts. POD only.
#pragma once

#include "runtime-lib/abi/Value.h"

#include <cstddef>
#include <cstdint>

namespace rt {

struct Thread;
struct Function;
struct ModuleData;
struct InterpretedCode;
struct Cell;

/// Native body of a compiled function: Value body(Thread&, Function*, Value p0, ..., Value p(k-1)),
/// one argument for each parameter slot (positional, keyword-only, *args tuple, **kwargs dict) when
/// there are at most kMaxRegisterParams, else Value body(Thread&, Function*, const Value *params).
/// Class bodies take one parameter, the namespace. Module bodies take none.
/// Generators, coroutines and async generators: `entry` makes the generator object; `resume` runs it.
inline constexpr unsigned kMaxRegisterParams = 8;

/// Value resume(Thread&, Generator*, Value sent): sent == kNoValue: the pending exception is thrown
/// at the suspension point. Returns the yielded value; kNoValue with generator->state finished and
/// nothing pending: returned, the result is in generator->result; kNoValue with an exception pending:
/// raised.
struct CodeInfo {
  const ModuleData *module;
  void *entry;
  void *resume;             // of generators, else null
  uint32_t flags;           // regius::CodeFlags
  uint32_t kind;            // regius::CodeKind
  uint32_t argCount, posOnlyCount, kwOnlyCount;
  uint32_t parameterCount;  // slots in all
  uint32_t localCount, cellCount, freeCount, stackSize;
  uint32_t firstLine;
  // Indices into the module's constants:
  uint32_t name, qualName;  // str
  uint32_t varNames, cellNames, freeNames, names; // tuples of str
  uint32_t constants;       // tuple: co_consts (docstring first when kHasDocstring)
  uint32_t selfAttributes;  // tuple of str, class bodies
  /// Positions: for each instruction four signed LEB128 numbers: line delta, endLine - line, column,
  /// endColumn.
  const uint8_t *lineTable;
  uint32_t lineTableSize;
  uint32_t instructionCount;
  const int32_t *cellParams; // cellCount entries
  /// Instructions and exception table (compiler/bytecode/Encoding.h) when the interpreter may have to
  /// run them, else null; and where it keeps its own form of them.
  const uint8_t *body;
  size_t bodySize;
  InterpretedCode **interpreted;
};

/// A per-site inline cache. Zero-initialised; filled by the runtime; shapeId 0 never matches.
/// Generated code tests `object->shapeId == shapeId` (a heap object, not an immediate); on a hit:
///   LoadAttr    offset != 0: the Value at object + offset, which may be kNoValue: then take the slow
///               path; offset == 0: the answer is `value` (a class attribute).
///   StoreAttr   store at object + offset; when newShapeId != 0 then also object->shapeId = newShapeId.
///   LoadMethod  the answer is `value`, with the object as self.
/// Whatever does not fit these forms is served by the runtime from the out-of-line entries. A change
/// of a class clears the caches that depend on it, so a hit needs no further test. Class objects and
/// modules may get a shape of their own, so that their attributes are cached as well.
struct InlineCache {
  uint32_t shapeId;
  int32_t offset;     // LoadAttr/StoreAttr: byte offset of the slot in the object
  Value value;        // LoadMethod: the function; class attributes: the value
  uint32_t newShapeId; // StoreAttr that adds the attribute: shape after the store
  uint32_t kind;
  uint32_t altShapeId[3]; // out-of-line entries
  int32_t altOffset[3];
  Value altValue[3];
  InlineCache *next;  // list of the caches that depend on a class
  uint32_t name;      // index of the attribute name in the module's constants
  uint32_t reserved;
};

/// One per compiled module. The arrays are zero in the file; rt_link_module fills them.
struct ModuleData {
  const char *name;          // dotted; "__main__" for the program
  const char *fileName;      // as tracebacks show it
  uint32_t isPackage;
  uint32_t constantCount;
  const uint8_t *constantBlob; // see abi/Constants.def
  size_t constantBlobSize;
  Value *constants;          // constantCount entries
  uint32_t globalCount;      // global names that the module's code mentions
  uint32_t cacheCount;
  const uint32_t *globalNames; // indices into constants
  Cell **globals;            // one GlobalCell for each; content kNoValue: not (yet) a global
  /// One for each global name: the cell of the builtin of that name in the builtins namespace, read
  /// when the global is absent; &rt_emptyCell when there was no such builtin at link time. Content
  /// kNoValue: the slow path (rt_load_global) decides.
  Cell **builtins;
  InlineCache *caches;
  const CodeInfo *body;
  uint32_t linked;           // set by rt_link_module
  uint32_t codeCount;
  const CodeInfo *const *codes;
  struct Object *image;      // owner of all this when it was made at run time (interp/CodeImage.h), else null
  struct Dict *nameSpace;    // whose cells `globals` are, once linked
};

/// The table of the program: all compiled modules and the native modules that it may import.
struct NativeModule {
  const char *name;
  /// Makes the module's contents; false with an exception pending.
  bool (*initialise)(Thread &, Value module);
};
extern "C" Cell rt_emptyCell; // content always kNoValue
// ProgramData::flags
inline constexpr uint32_t kProgramIsPython = 1;    // takes the command line of CPython
inline constexpr uint32_t kProgramIsTraceable = 2; // its functions can tell trace functions what they do

struct ProgramData {
  uint32_t moduleCount;
  uint32_t nativeModuleCount;
  ModuleData *const *modules;           // sorted by name
  const NativeModule *const *nativeModules;
  ModuleData *main;
  const char *const *warningsOptions;
  uint32_t optimize;                    // -O levels of Python (asserts)
  uint32_t flags;
  const struct Evaluator *evaluator;    // core/Evaluator.h; null: eval and its like are not linked
};

} // namespace rt

// Sizes and symbols. A compiled program defines `rt_program` (ProgramData) and the runtime defines
// main(), which calls rt_main.
