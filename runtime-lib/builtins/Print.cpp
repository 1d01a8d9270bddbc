// print() and input(). print writes straight into the buffer of a standard stream when its file is one;
// any other file gets its write method called once for each piece, as in CPython.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/LineEditor.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/StandardStreams.h"
#include "runtime-lib/modules/Sys.h"

#include <cstdio>
#include <unistd.h>

namespace rt {

namespace {

/// Where print() sends its pieces.
struct Target {
  Value file;
  TextWrapper *stream; // null: file.write
};

bool writePiece(Thread &t, const Target &target, Str *text) {
  if (target.stream) return streamWrite(t, target.stream, text);
  return ok(callMethodWith(t, target.file, names().write, fromObject(text)));
}

bool writeItem(Thread &t, const Target &target, Value item) {
  if (target.stream && isInt(item)) { // Fast path: str(item) is the truth.
    char digits[24];
    int n = std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(asInt(item)));
    return streamWriteAscii(t, target.stream, std::string_view(digits, static_cast<size_t>(n)));
  }
  Str *text = TRY(str(t, item));
  return writePiece(t, target, text);
}

/// None and absent mean the default; anything but str is an error.
bool checkSeparator(Thread &t, Value v, const char *name, Str **out) {
  if (!ok(v)) return true;
  *out = nullptr;
  if (isNone(v)) return true;
  if (!isStr(v)) return raise(t, Msg::PrintSeparator, name, typeName(v)), false;
  *out = as<Str>(v);
  return true;
}

Value print(Thread &t, const Value *args) {
  auto *items = as<Tuple>(args[0]);
  Value file = args[3];
  if (!ok(file) || isNone(file)) {
    file = sysGet(names().stdout);
    if (!ok(file)) return raiseText(t, Exc::RuntimeError, "lost sys.stdout");
    if (isNone(file)) return none();
  }
  Str *separator = nullptr, *end = nullptr;
  if (!checkSeparator(t, args[1], "sep", &separator) || !checkSeparator(t, args[2], "end", &end)) return kNoValue;
  Target target{file, asTextStream(file)};
  for (int64_t i = 0; i < items->size; i++) {
    if (i) {
      bool good = separator       ? writeItem(t, target, fromObject(separator))
                  : target.stream ? streamWriteAscii(t, target.stream, " ")
                                  : writePiece(t, target, strFromCodePoint(t, ' '));
      if (!good) return kNoValue;
    }
    if (!writeItem(t, target, items->items[i])) return kNoValue;
  }
  bool good = end             ? writeItem(t, target, fromObject(end))
              : target.stream ? streamWriteAscii(t, target.stream, "\n")
                              : writePiece(t, target, strFromCodePoint(t, '\n'));
  if (!good) return kNoValue;
  if (ok(args[4])) {
    int flush = truth(t, args[4]);
    if (flush < 0) return kNoValue;
    if (flush && !ok(callMethodWith(t, file, names().flush))) return kNoValue;
  }
  return none();
}

Value endOfInput(Thread &t) { return raiseText(t, Exc::EOFError, "EOF when reading a line"); }

// input() of a terminal that the line editor reads; kNoValue with nothing pending: it does not.
Value editedInput(Thread &t, Value in, Value out, Value prompt) {
  auto isTerminal = [&](Value stream, int fd) {
    Value number = callMethodWith(t, stream, internAscii(t, "fileno"));
    if (ok(number) && isInt(number) && asInt(number) == fd) return isatty(fd) == 1;
    clearPending(t);
    return false;
  };
  if (!lineEditor || !isTerminal(in, 0) || !isTerminal(out, 1)) return kNoValue;
  if (!ok(callMethodWith(t, out, names().flush))) clearPending(t);
  Str *shown = ok(prompt) ? TRY(str(t, prompt)) : strEmpty();
  std::string line;
  switch (lineEditor(t, std::string(strUtf8(t, shown)), &line)) {
  case LineEnd::Raised: return kNoValue;
  case LineEnd::EndOfInput: return endOfInput(t);
  case LineEnd::Read: break;
  }
  line.pop_back(); // the newline
  return fromObject(strFromUtf8(t, line));
}

Value input(Thread &t, const Value *args) {
  Value in = sysGet(names().stdin), out = sysGet(names().stdout), err = sysGet(names().stderr);
  if (!ok(in) || isNone(in)) return raiseText(t, Exc::RuntimeError, "input(): lost sys.stdin");
  if (!ok(out) || isNone(out)) return raiseText(t, Exc::RuntimeError, "input(): lost sys.stdout");
  if (!ok(err) || isNone(err)) return raiseText(t, Exc::RuntimeError, "input(): lost sys.stderr");
  if (!ok(callMethodWith(t, err, names().flush))) clearPending(t);
  if (Value line = editedInput(t, in, out, args[0]); ok(line) || ok(t.pending)) return line;
  if (ok(args[0])) {
    Str *prompt = TRY(str(t, args[0]));
    TRY(callMethodWith(t, out, names().write, fromObject(prompt)));
  }
  if (!ok(callMethodWith(t, out, names().flush))) clearPending(t);
  Value line;
  if (TextWrapper *stream = asTextStream(in)) {
    Str *read = TRY(streamReadLine(t, stream));
    line = fromObject(read);
  } else {
    line = TRY(callMethodWith(t, in, names().readline));
  }
  if (!isStr(line)) return raise(t, Msg::ReadlineNotStr);
  auto *text = as<Str>(line);
  if (!text->length) return endOfInput(t);
  bool newline = strAt(text, text->length - 1) == '\n';
  return newline ? fromObject(strSlice(t, text, 0, text->length - 1)) : line;
}

} // namespace

const NativeRow kPrintFunctions[] = {
    {"input", input, "(prompt='', /)", NativeKind::Function},
    {"print", print, "(*args, sep=' ', end='\\n', file=None, flush=False)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
