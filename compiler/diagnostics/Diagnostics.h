// What compilation has to say: errors with CPython's type, wording and place, and warnings. The
// front end reports here and returns kFailure; whoever called it prints or raises.
#pragma once
#include "compiler/support/SourceFile.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace regius {

// One row of SyntaxErrors.def.
enum class SyntaxErrorId : uint16_t {
#define SYNTAX_ERROR(Id, Type, Text) Id,
#include "compiler/diagnostics/SyntaxErrors.def"
};

enum class ErrorType : uint8_t {
  SyntaxError,
  IndentationError,
  TabError,
  ValueError,
  TypeError,
  SystemError,
  OverflowError,
  MemoryError,
  RecursionError,
  UnicodeDecodeError,
  NotImplementedError,
  SyntaxWarning,
  DeprecationWarning,
};
// Name of the Python exception class.
const char *errorTypeName(ErrorType type);

// How a Span's byte columns become the columns of a SyntaxError. CPython's parser counts
// characters; its symbol table and code generator report byte offsets (and so must we).
enum class ColumnUnit : uint8_t { Characters, Bytes };

// The stage that found an error; CPython fills the exceptions of each in another way.
enum class ErrorOrigin : uint8_t { Parser, Symbols, Emitter };

struct Diagnostic {
  ErrorType type = ErrorType::SyntaxError;
  ErrorOrigin origin = ErrorOrigin::Parser;
  SyntaxErrorId id{};
  std::string message;
  std::string filename;
  int line = 0;    // from 1; 0: no place at all
  int column = 0;  // from 1, like SyntaxError.offset; 0: unknown
  int endLine = 0; // 0 or -1 as CPython's end_lineno
  int endColumn = 0;
  std::string sourceLine; // with its newline, like SyntaxError.text
  bool hasSourceLine = false;
};

class Diagnostics {
public:
  // Records an error. `{}` holes of the row are filled with `arguments` in order.
  Diagnostic &report(SyntaxErrorId id, const SourceFile &source, const Span &span,
                     std::initializer_list<std::string_view> arguments = {},
                     ColumnUnit unit = ColumnUnit::Characters);
  // Records an error without a place (MemoryError, ValueError, ...).
  void report(SyntaxErrorId id, std::initializer_list<std::string_view> arguments = {});
  void report(Diagnostic diagnostic) { errors_.push_back(std::move(diagnostic)); }
  // Records a warning of the row's type; never printed unless asked for.
  Diagnostic &warn(SyntaxErrorId id, const SourceFile &source, const Span &span,
                   std::initializer_list<std::string_view> arguments = {});

  void warn(Diagnostic diagnostic) { warnings_.push_back(std::move(diagnostic)); }

  bool hasErrors() const { return !errors_.empty(); }
  const std::vector<Diagnostic> &errors() const { return errors_; }
  const std::vector<Diagnostic> &warnings() const { return warnings_; }
  void clear() {
    errors_.clear();
    warnings_.clear();
  }

private:
  std::vector<Diagnostic> errors_, warnings_;
};

// The record that Diagnostics::report() would store.
Diagnostic makeDiagnostic(SyntaxErrorId id, const SourceFile &source, const Span &span,
                          std::initializer_list<std::string_view> arguments = {},
                          ColumnUnit unit = ColumnUnit::Characters);

// The text CPython prints for an uncaught error, without "Traceback": file, line, source, carets,
// "SyntaxError: message"; newline-terminated.
std::string formatDiagnostic(const Diagnostic &diagnostic);
// "file:line: SyntaxWarning: message", source line; as `warnings` prints it.
std::string formatWarning(const Diagnostic &diagnostic);

// Fills the holes of a row's text.
std::string formatMessage(SyntaxErrorId id, std::initializer_list<std::string_view> arguments);
ErrorType errorType(SyntaxErrorId id);

} // namespace regius
