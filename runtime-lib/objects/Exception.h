// Exception objects: fields of the classes that have more than BaseException, and their helpers.
#pragma once

#include "runtime-lib/objects/Layouts.h"

namespace rt {

/// Instances of classes with fields of their own; which index means what: exceptions/Fields.def.
struct ExceptionWithFields : Exception {
  Value fields[];
};
enum class ExcField : uint16_t {
  StopIteration_value = 0,
  SystemExit_code = 0,
  ImportError_msg = 0, ImportError_name, ImportError_path,
  AttributeError_name = 0, AttributeError_obj,
  NameError_name = 0,
  OSError_errno = 0, OSError_strerror, OSError_filename, OSError_filename2, OSError_written,
  Unicode_encoding = 0, Unicode_object, Unicode_start, Unicode_end, Unicode_reason,
  SyntaxError_msg = 0, SyntaxError_filename, SyntaxError_lineno, SyntaxError_offset, SyntaxError_text,
  SyntaxError_end_lineno, SyntaxError_end_offset, SyntaxError_print_file_and_line,
  Group_message = 0, Group_exceptions,
};
/// The field; the exception must be an instance of the class that has it. kNoValue: never set.
inline Value &exceptionField(Value exception, ExcField field) {
  return as<ExceptionWithFields>(exception)->fields[static_cast<unsigned>(field)];
}

/// A new instance of a built-in exception class, without calling Python code: args and derived fields
/// are set as the class's __init__ would.
Value makeException(Thread &, Exc type, Tuple *args);
/// Sets __context__ of `exception` to the handled exception, as raise does, breaking cycles.
void chainContext(Thread &, Value exception);
/// The exception being handled in this thread: looks through suspended callers of generators; None if none.
Value handledException(Thread &);
bool isExceptionClass(Value v);
bool setCause(Thread &, Value exception, Value cause);
/// The pending exception becomes the cause of a new one of its type, "what (Type: message)"; left alone when
/// it may carry more than a message: classes with fields or an own __init__, attributes, arguments.
void chainFailure(Thread &, std::string_view what);
/// UnicodeDecodeError / UnicodeEncodeError / UnicodeTranslateError with their five fields.
Value raiseUnicodeError(Thread &, Exc type, std::string_view encoding, Value object, int64_t start, int64_t end,
                        std::string_view reason);
/// AttributeError and NameError carry what the "Did you mean" hints need.
Value raiseAttributeError(Thread &, Value object, Str *name, std::string_view text);
Value raiseNameError(Thread &, Str *name); // name 'x' is not defined

} // namespace rt
