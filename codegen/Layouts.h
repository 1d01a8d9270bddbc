// Layouts of the runtime's data (abi/ProgramData.h, core/Thread.h, objects/Layouts.h) as LLVM types.
// Natural alignment makes them agree with C++ on every target; LayoutsTest compares the offsets.
#pragma once

#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/IRBuilder.h>

namespace regius::codegen {

struct Layouts {
  explicit Layouts(llvm::LLVMContext &context);

  llvm::IntegerType *i1, *i8, *i16, *i32, *i64;
  llvm::PointerType *ptr;
  llvm::Type *voidType;
  llvm::StructType *thread, *frame, *function, *cell, *tuple, *list, *generator, *exception;
  llvm::StructType *codeInfo, *moduleData, *inlineCache, *programData;
};

// Field numbers.
namespace field {
namespace thread {
enum { pending, frame, stackLimit, recursionLeft, poll, handled };
}
namespace frame {
enum { previous, function, locals, pc, flags, nameSpace, object, generator };
}
namespace function {
enum { shapeId, header, fastArity, pad, entry, info, globals, closure };
}
namespace cell {
enum { shapeId, header, content };
}
namespace tuple {
enum { shapeId, header, size, items };
}
namespace list {
enum { shapeId, header, size, array };
}
namespace generator {
enum { shapeId, header, function, resume, state, pc, flags, slotCount, result, yieldFrom, handled, frameObject, name, qualName, origin, slots };
}
namespace exception {
enum { shapeId, header, attributes, args, traceback };
}
namespace cache {
enum { shapeId, offset, value, newShapeId, kind };
}
} // namespace field

} // namespace regius::codegen
