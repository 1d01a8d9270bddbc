// Field offsets of the runtime's structures, by C++ and by LLVM.
#include "codegen/LayoutCheck.h"

#include "codegen/Layouts.h"
#include "codegen/Target.h"
#include "runtime-lib/objects/Generator.h"

#include <llvm/IR/LLVMContext.h>

namespace regius::codegen {

std::string layoutMismatch() {
  std::string error;
  auto machine = makeTargetMachine({}, error);
  if (!machine)
    return error;
  llvm::DataLayout data = machine->createDataLayout();
  llvm::LLVMContext context;
  Layouts l(context);
  std::string wrong;
  auto check = [&](llvm::StructType *type, unsigned number, size_t offset, const char *name) {
    if (wrong.empty() && data.getStructLayout(type)->getElementOffset(number) != offset)
      wrong = name;
  };
#define CHECK(Type, Struct, Field) check(l.Type, field::Type::Field, offsetof(rt::Struct, Field), #Struct "::" #Field)
  CHECK(thread, Thread, pending);
  CHECK(thread, Thread, frame);
  CHECK(thread, Thread, stackLimit);
  CHECK(thread, Thread, recursionLeft);
  CHECK(thread, Thread, poll);
  CHECK(thread, Thread, handled);
  CHECK(frame, Frame, previous);
  CHECK(frame, Frame, function);
  CHECK(frame, Frame, locals);
  CHECK(frame, Frame, pc);
  CHECK(frame, Frame, flags);
  CHECK(frame, Frame, nameSpace);
  CHECK(frame, Frame, object);
  CHECK(frame, Frame, generator);
  CHECK(function, Function, shapeId);
  CHECK(function, Function, fastArity);
  CHECK(function, Function, entry);
  CHECK(function, Function, info);
  CHECK(function, Function, globals);
  CHECK(function, Function, closure);
  CHECK(cell, Cell, content);
  CHECK(tuple, Tuple, size);
  CHECK(tuple, Tuple, items);
  CHECK(list, List, size);
  CHECK(list, List, array);
  CHECK(generator, Generator, function);
  CHECK(generator, Generator, state);
  CHECK(generator, Generator, pc);
  CHECK(generator, Generator, result);
  CHECK(generator, Generator, yieldFrom);
  CHECK(generator, Generator, slots);
  CHECK(exception, Exception, traceback);
#undef CHECK
  auto whole = [&](llvm::StructType *type, size_t size, const char *name) {
    if (wrong.empty() && data.getTypeAllocSize(type) != size)
      wrong = name;
  };
  whole(l.frame, sizeof(rt::Frame), "Frame");
  whole(l.codeInfo, sizeof(rt::CodeInfo), "CodeInfo");
  whole(l.inlineCache, sizeof(rt::InlineCache), "InlineCache");
  whole(l.moduleData, sizeof(rt::ModuleData), "ModuleData");
  whole(l.programData, sizeof(rt::ProgramData), "ProgramData");
  return wrong;
}

} // namespace regius::codegen
