// LLVM types of the runtime's data; see Layouts.h.
#include "codegen/Layouts.h"

namespace regius::codegen {

Layouts::Layouts(llvm::LLVMContext &c) {
  i1 = llvm::Type::getInt1Ty(c);
  i8 = llvm::Type::getInt8Ty(c);
  i16 = llvm::Type::getInt16Ty(c);
  i32 = llvm::Type::getInt32Ty(c);
  i64 = llvm::Type::getInt64Ty(c);
  ptr = llvm::PointerType::get(c, 0);
  voidType = llvm::Type::getVoidTy(c);
  auto structure = [&](const char *name, llvm::ArrayRef<llvm::Type *> fields) {
    return llvm::StructType::create(c, fields, name);
  };
  auto array = [](llvm::Type *type, unsigned count) { return llvm::ArrayType::get(type, count); };
  thread = structure("Thread", {i64, ptr, ptr, i32, i32, i64});
  frame = structure("Frame", {ptr, ptr, ptr, i32, i32, i64, i64, ptr});
  function = structure("Function", {i32, i32, i32, i32, ptr, ptr, ptr, ptr});
  cell = structure("Cell", {i32, i32, i64});
  tuple = structure("Tuple", {i32, i32, i64, array(i64, 0)});
  list = structure("List", {i32, i32, i64, ptr});
  generator = structure("Generator", {i32, i32, ptr, ptr, i32, i32, i32, i32, i64, i64, i64, i64, i64, i64, i64, array(i64, 0)});
  exception = structure("Exception", {i32, i32, i64, ptr, i64});
  codeInfo = structure("CodeInfo", {
      ptr, ptr, ptr,            // module entry resume
      i32, i32,                 // flags kind
      i32, i32, i32, i32,       // argCount posOnlyCount kwOnlyCount parameterCount
      i32, i32, i32, i32, i32,  // localCount cellCount freeCount stackSize firstLine
      i32, i32,                 // name qualName
      i32, i32, i32, i32,       // varNames cellNames freeNames names
      i32, i32,                 // constants selfAttributes
      ptr, i32, i32,            // lineTable lineTableSize instructionCount
      ptr, ptr, ptr, ptr});     // cellParams body bodySize (size_t: as wide as a pointer) interpreted
  inlineCache = structure("InlineCache", {i32, i32, i64, i32, i32, array(i32, 3), array(i32, 3), array(i64, 3), ptr, i32, i32});
  moduleData = structure("ModuleData", {
      ptr, ptr, i32, i32,       // name fileName isPackage constantCount
      ptr, ptr, ptr,            // constantBlob constantBlobSize constants
      i32, i32, ptr, ptr, ptr,  // globalCount cacheCount globalNames globals builtins
      ptr, ptr, i32, i32, ptr, ptr, ptr}); // caches body linked codeCount codes image nameSpace
  programData = structure("ProgramData", {i32, i32, ptr, ptr, ptr, ptr, i32, i32, ptr});
}

} // namespace regius::codegen
