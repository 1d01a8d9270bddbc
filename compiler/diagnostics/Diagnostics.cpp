// Recording and printing of compile-time errors. The printed form is that of CPython's traceback
// module for a SyntaxError:
//
//     File "x.py", line 3
//       if x
//           ^
//   SyntaxError: expected ':'
#include "compiler/diagnostics/Diagnostics.h"

#include <algorithm>

namespace regius {

namespace {
struct Row {
  ErrorType type;
  const char *text;
};
} // namespace

static const Row kRows[] = {
#define SYNTAX_ERROR(Id, Type, Text) {ErrorType::Type, Text},
#include "compiler/diagnostics/SyntaxErrors.def"
};

static const char *const kErrorTypeNames[] = {
    "SyntaxError",        "IndentationError",    "TabError",
    "ValueError",         "TypeError",           "SystemError",
    "OverflowError",      "MemoryError",         "RecursionError",
    "UnicodeDecodeError", "NotImplementedError", "SyntaxWarning",
    "DeprecationWarning"};

const char *errorTypeName(ErrorType type) { return kErrorTypeNames[size_t(type)]; }

ErrorType errorType(SyntaxErrorId id) { return kRows[size_t(id)].type; }

std::string formatMessage(SyntaxErrorId id, std::initializer_list<std::string_view> arguments) {
  std::string_view text = kRows[size_t(id)].text;
  std::string result;
  auto argument = arguments.begin();
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "{}" && argument != arguments.end()) {
      result += *argument++;
      ++i;
    } else {
      result += text[i];
    }
  }
  return result;
}

// Characters before byte `offset` of a UTF-8 line.
static int countCharacters(std::string_view line, int offset) {
  int count = 0;
  for (int i = 0; i < offset && size_t(i) < line.size(); ++i)
    count += (line[size_t(i)] & 0xC0) != 0x80;
  return count + (size_t(offset) > line.size() ? offset - int(line.size()) : 0);
}

Diagnostic makeDiagnostic(SyntaxErrorId id, const SourceFile &source, const Span &span,
                          std::initializer_list<std::string_view> arguments, ColumnUnit unit) {
  Diagnostic result;
  result.type = errorType(id);
  result.id = id;
  result.message = formatMessage(id, arguments);
  result.filename = source.filename();
  result.line = span.lineno;
  result.endLine = span.end_lineno;
  auto column = [&](int line, int offset) {
    if (offset < 0)
      return offset + 1;
    return 1 + (unit == ColumnUnit::Bytes ? offset : countCharacters(source.line(line), offset));
  };
  result.column = column(span.lineno, span.col_offset);
  // CPython converts the end, too, with the text of the first line, and clips it there.
  result.endColumn = column(span.lineno, span.end_col_offset);
  if (unit == ColumnUnit::Characters && span.end_lineno > span.lineno) {
    std::string_view line = source.line(span.lineno);
    result.endColumn = std::min(result.endColumn, countCharacters(line, int(line.size())) + 2);
  }
  if (span.lineno >= 1 && span.lineno <= source.lineCount()) {
    result.sourceLine = std::string(source.line(span.lineno)) + "\n";
    result.hasSourceLine = true;
  }
  return result;
}

Diagnostic &Diagnostics::report(SyntaxErrorId id, const SourceFile &source, const Span &span,
                                std::initializer_list<std::string_view> arguments,
                                ColumnUnit unit) {
  return errors_.emplace_back(makeDiagnostic(id, source, span, arguments, unit));
}

void Diagnostics::report(SyntaxErrorId id, std::initializer_list<std::string_view> arguments) {
  Diagnostic result;
  result.type = errorType(id);
  result.id = id;
  result.message = formatMessage(id, arguments);
  errors_.push_back(std::move(result));
}

Diagnostic &Diagnostics::warn(SyntaxErrorId id, const SourceFile &source, const Span &span,
                              std::initializer_list<std::string_view> arguments) {
  return warnings_.emplace_back(
      makeDiagnostic(id, source, span, arguments, ColumnUnit::Characters));
}

static bool isSyntaxError(ErrorType type) {
  return type == ErrorType::SyntaxError || type == ErrorType::IndentationError ||
         type == ErrorType::TabError;
}

// The source line, unindented, and below it the carets of the error's range: all of them for a
// plain SyntaxError, one for its subclasses.
static std::string formatSource(const Diagnostic &diagnostic) {
  std::string_view line = diagnostic.sourceLine;
  while (!line.empty() && line.back() == '\n')
    line.remove_suffix(1);
  size_t stripped = 0;
  while (stripped < line.size() &&
         (line[stripped] == ' ' || line[stripped] == '\t' || line[stripped] == '\f'))
    ++stripped;
  std::string_view shown = line.substr(stripped);
  std::string result = "    " + std::string(shown) + "\n";
  int from = diagnostic.column - 1 - int(stripped);
  if (diagnostic.column < 1 || from < 0)
    return result;
  int length = countCharacters(shown, int(shown.size()));
  int to = diagnostic.endColumn - 1 - int(stripped);
  if (diagnostic.endLine > diagnostic.line)
    to = length;
  if (diagnostic.type != ErrorType::SyntaxError || diagnostic.endColumn < 1 || to <= from)
    to = from + 1;
  result += "    ";
  // Tabs stay tabs, so that the carets line up.
  int written = 0;
  for (char c : shown) {
    if ((c & 0xC0) == 0x80)
      continue;
    if (written == from)
      break;
    result += c == '\t' || c == '\f' ? c : ' ';
    ++written;
  }
  result.append(size_t(from - written), ' ');
  result.append(size_t(to - from), '^');
  return result + "\n";
}

std::string formatDiagnostic(const Diagnostic &diagnostic) {
  std::string result;
  if (isSyntaxError(diagnostic.type) && diagnostic.line > 0) {
    result +=
        "  File \"" + diagnostic.filename + "\", line " + std::to_string(diagnostic.line) + "\n";
    if (diagnostic.hasSourceLine)
      result += formatSource(diagnostic);
  }
  result += errorTypeName(diagnostic.type);
  if (!diagnostic.message.empty())
    result += ": " + diagnostic.message;
  return result + "\n";
}

std::string formatWarning(const Diagnostic &diagnostic) {
  std::string result = diagnostic.filename + ":" + std::to_string(diagnostic.line) + ": " +
                       errorTypeName(diagnostic.type) + ": " + diagnostic.message + "\n";
  if (diagnostic.hasSourceLine) {
    Diagnostic bare = diagnostic;
    bare.column = 0;
    result += formatSource(bare).substr(2);
  }
  return result;
}

} // namespace regius
