// The classes of exceptions, as the registration sees them: one row for each class that adds
// something to its base.
#pragma once

#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

struct ExceptionClassRow {
  Exc id;
  unsigned fieldCount = 0; // own fields behind Exception
  SlotInit init = nullptr;
  SlotCreate create = nullptr;
  SlotUnary str = nullptr;
  const MemberRow *members = nullptr;
  const NativeRow *methods = nullptr;
  const GetSetRow *getSets = nullptr;
};
/// The row of a class, or null: BaseException (BaseException.cpp), ExceptionGroup (ExceptionGroup.cpp) and
/// the others (SpecialExceptions.cpp) provide theirs.
extern const ExceptionClassRow kBaseExceptionRow, kGroupRow;
const ExceptionClassRow *specialExceptionRow(Exc id);

constexpr size_t exceptionFieldOffset(unsigned index) { return sizeof(Exception) + index * sizeof(Value); }

// Defaults of all classes.
Value createException(Thread &, Type *type, const Value *args, size_t positional, Tuple *kwNames);
bool initException(Thread &, Value self, const Value *args, size_t positional, Tuple *kwNames);
Value exceptionStr(Thread &, Value self);
bool refuseKeywords(Thread &, Type *type, Tuple *kwNames);
/// The __dict__ when the exception has one or attributes in its place: none is made for it. Else null.
Dict *existingAttributes(Thread &, Value self);
/// type(self).__name__(args...)
Value exceptionRepr(Thread &, Value self);

} // namespace rt
