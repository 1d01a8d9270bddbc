// SyntaxError and its kin out of diagnostics.
//
// The parser's errors show the source line, out of the file if the source is a module's and there is a file of that
// name. Those of the symbol table and the emitter, which have no source, show the line of the file or none; the first
// set attributes instead of giving the constructor a place.
#include "runtime-lib/eval/SyntaxErrors.h"

#include "compiler/lexer/Decode.h"
#include "runtime-lib/eval/Source.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"

#include <cstdio>

namespace rt {

namespace {

using namespace regius;

Exc exceptionOf(ErrorType type) {
  switch (type) {
  case ErrorType::SyntaxError: return Exc::SyntaxError;
  case ErrorType::IndentationError: return Exc::IndentationError;
  case ErrorType::TabError: return Exc::TabError;
  case ErrorType::ValueError: return Exc::ValueError;
  case ErrorType::TypeError: return Exc::TypeError;
  case ErrorType::SystemError: return Exc::SystemError;
  case ErrorType::OverflowError: return Exc::OverflowError;
  case ErrorType::MemoryError: return Exc::MemoryError;
  case ErrorType::RecursionError: return Exc::RecursionError;
  case ErrorType::UnicodeDecodeError: return Exc::ValueError; // made from a text only: no object to show
  case ErrorType::NotImplementedError: return Exc::NotImplementedError;
  case ErrorType::SyntaxWarning: return Exc::SyntaxWarning;
  case ErrorType::DeprecationWarning: return Exc::DeprecationWarning;
  }
  return Exc::SystemError;
}

constexpr int kNoColumn = -1; // of a source that cannot be decoded

/// A line of the file, with its newline; None when there is none.
Value lineOfFile(Thread &t, Value filename, int number) {
  const std::string name(strUtf8(t, as<Str>(filename)));
  FILE *file = number > 0 && name.find('\0') == std::string::npos ? std::fopen(name.c_str(), "rb") : nullptr;
  if (!file) return none();
  std::string bytes;
  for (int c = 0; (c = std::getc(file)) != EOF;) bytes += static_cast<char>(c);
  std::fclose(file);
  const bool unfinished = !bytes.ends_with('\n');
  auto kind = SourceKind::Bytes;
  if (!decodeSourceBytes(t, filename, &bytes, &kind)) clearPending(t);
  SourceFile source(name, bytes, kind == SourceKind::Text ? kind : SourceKind::File);
  Diagnostics ignored;
  if (decodeSource(source, ignored)) bytes = source.text();
  size_t start = 0;
  for (int at = 1; at < number && start != std::string::npos; at++) {
    start = bytes.find('\n', start);
    if (start != std::string::npos) start++;
  }
  if (start == std::string::npos || start >= bytes.size()) return none();
  std::string line = bytes.substr(start, bytes.find('\n', start) - start + 1);
  if (unfinished && start + line.size() == bytes.size()) line.pop_back(); // its newline is the decoder's
  return fromObject(strFromUtf8(t, line));
}

Value sourceLine(Thread &t, const Diagnostic &d, const CompileRequest &request) {
  if (d.origin != ErrorOrigin::Parser) return lineOfFile(t, request.filename, d.line);
  Value line = request.mode == ParseMode::Module ? lineOfFile(t, request.filename, d.line) : none();
  if (!isNone(line)) return line;
  return d.column == kNoColumn ? none() : fromObject(strFromUtf8(t, d.sourceLine));
}

Value raiseWithAttributes(Thread &t, Exc type, const Diagnostic &d, const CompileRequest &request) {
  Value exception = TRY(callWith(t, fromObject(exceptionType(type)), fromObject(strFromUtf8(t, d.message))));
  const std::pair<const char *, Value> attributes[] = {
      {"filename", request.filename},
      {"lineno", fromInt(d.line)},
      {"offset", fromInt(d.column)},
      {"end_lineno", fromInt(d.endLine)},
      {"end_offset", d.endColumn ? fromInt(d.endColumn) : none()},
      {"text", sourceLine(t, d, request)},
      {"print_file_and_line", none()},
  };
  for (auto [name, v] : attributes)
    if (!setAttribute(t, exception, internAscii(t, name), v)) return kNoValue;
  return raiseObject(t, exception);
}

Value raiseAt(Thread &t, Exc type, const Diagnostic &d, const CompileRequest &request) {
  if (d.origin == ErrorOrigin::Symbols) return raiseWithAttributes(t, type, d, request);
  // These say the place themselves, or have none.
  if (d.id == SyntaxErrorId::NotUtf8File || d.id == SyntaxErrorId::EncodingProblem) return raiseText(t, type, d.message);
  const Value fields[] = {request.filename,           fromInt(d.line),    fromInt(d.column), sourceLine(t, d, request),
                          fromInt(d.endLine), fromInt(d.endColumn)};
  Tuple *place = TRY(tupleFrom(t, fields, d.column == kNoColumn ? 4 : 6));
  Value exception = TRY(callWith(t, fromObject(exceptionType(type)), fromObject(strFromUtf8(t, d.message)), fromObject(place)));
  return raiseObject(t, exception);
}

} // namespace

bool showWarnings(Thread &t, const Diagnostics &diagnostics, const CompileRequest &request) {
  for (const Diagnostic &d : diagnostics.warnings()) {
    const Exc category = exceptionOf(d.type);
    if (warnExplicit(t, exceptionType(category), strFromUtf8(t, d.message), request.filename, d.line)) continue;
    // One that a filter turns into an exception is an error at its place.
    if (pendingMatches(t, category)) {
      clearPending(t);
      raiseAt(t, Exc::SyntaxError, d, request);
    }
    return false;
  }
  return true;
}

Value raiseDiagnostic(Thread &t, const Diagnostics &diagnostics, const CompileRequest &request) {
  if (diagnostics.errors().empty()) return raise(t, Msg::CompileInternal, "no reason");
  const Diagnostic &d = diagnostics.errors().front();
  const Exc type = exceptionOf(d.type);
  if (type == Exc::SyntaxError || type == Exc::IndentationError || type == Exc::TabError)
    return raiseAt(t, type, d, request);
  if (d.message.empty()) return raiseObject(t, fromObject(exceptionType(type)));
  return raiseText(t, type, d.message);
}

} // namespace rt
