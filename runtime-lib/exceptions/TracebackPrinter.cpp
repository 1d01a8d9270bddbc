// Prints uncaught exceptions exactly as CPython 3.11 does: the chain of causes and contexts first, then
// traceback, message, hint, notes; exception groups as a tree drawn with `+-+---` and `|`. Source lines
// are read from the file that the module was compiled from when it is still there (SourceLines.cpp).
#include "runtime-lib/exceptions/TracebackPrinter.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionGroup.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace rt {

namespace {

constexpr int kMaxGroupWidth = 15, kMaxGroupDepth = 10, kRepeatsShown = 3;
constexpr size_t kMaxSeen = 256;

void addNumber(StrBuilder &out, const char *format, long long n) {
  char text[96];
  int length = std::snprintf(text, sizeof text, format, n);
  out.add(std::string_view(text, static_cast<size_t>(length)));
}
void addRepeated(StrBuilder &out, const char *piece, int64_t count) {
  for (int64_t i = 0; i < count; i++) out.add(piece);
}
bool isIndent(uint32_t c) { return c == ' ' || c == '\t' || c == '\f'; }

/// Byte offset in the UTF-8 form of the line -> character offset.
int64_t characterOffset(Str *line, int32_t bytes) {
  int64_t offset = 0, at = 0;
  while (at < line->length && offset < bytes) {
    uint32_t c = strAt(line, at++);
    offset += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return at;
}

void addSource(Thread &t, StrBuilder &out, Str *margin, const Traceback *tb, const Position &position) {
  Str *line = sourceLine(t, tb->info->module->fileName, position.line);
  if (!line) return;
  int64_t indent = 0;
  while (indent < line->length && isIndent(strAt(line, indent))) indent++;
  out.add(margin);
  out.add("    ");
  out.add(strSlice(t, line, indent, line->length));
  out.add("\n");
  if (position.column < 0 || position.endColumn < 0 || position.endLine <= 0) return;
  Marks marks{characterOffset(line, position.column), characterOffset(line, position.endColumn)};
  if (position.line == position.endLine) {
    findAnchors(line, &marks);
  } else {
    marks.end = line->length;
    while (marks.end > 0 && isIndent(strAt(line, marks.end - 1))) marks.end--;
  }
  bool hasAnchors = marks.left != -1 || marks.right != -1;
  // No marks when they would underline everything.
  if (marks.end - marks.start == line->length - indent && !hasAnchors) return;
  out.add(margin);
  out.add("    ");
  for (int64_t i = indent; i < marks.end; i++) {
    if (i < marks.start)
      out.add(" ");
    else
      out.add(hasAnchors && !(marks.left <= i && i < marks.right) ? "~" : "^");
  }
  out.add("\n");
}

int64_t tracebackLimit(Thread &t) {
  Value limit = sysGet(internAscii(t, "tracebacklimit"));
  int64_t n = 1000;
  if (ok(limit) && isAnyInt(limit) && !intFits(limit, &n)) n = 1000;
  return n;
}

// --- Exceptions
struct Printer {
  Thread &t;
  StrBuilder &out;
  int depth = 0;          // of groups
  bool needClose = false; // the frame of a group is still open
  Value seen[kMaxSeen] = {};
  size_t seenCount = 0;

  bool wasSeen(Value e) const {
    for (size_t i = 0; i < seenCount; i++)
      if (same(seen[i], e)) return true;
    return false;
  }
  void indent() { addRepeated(out, "  ", depth); }
  Str *marginText(const char *mark) {
    StrBuilder margin(t);
    addRepeated(margin, "  ", depth);
    if (depth) margin.add(mark);
    return margin.finish();
  }
  void margin() { out.add(marginText("| ")); }

  void printRecursive(Value e) {
    if (seenCount < kMaxSeen) seen[seenCount++] = e;
    auto *x = as<Exception>(e);
    if (ok(x->cause)) {
      if (!wasSeen(x->cause))
        printChained(x->cause, "The above exception was the direct cause of the following exception:\n");
    } else if (ok(x->context) && !x->suppressContext && !wasSeen(x->context)) {
      printChained(x->context, "During handling of the above exception, another exception occurred:\n");
    }
    if (isGroup(e))
      printGroup(e);
    else
      printOne(e);
  }

  void printChained(Value e, const char *message) {
    bool saved = needClose;
    needClose = false;
    printRecursive(e);
    needClose = saved;
    for (const char *line : {"\n", message, "\n"}) {
      margin();
      out.add(line);
    }
  }

  void printOne(Value e) {
    auto *x = as<Exception>(e);
    if (ok(x->traceback)) {
      bool group = isGroup(e);
      out.add(marginText(group && depth == 1 ? "+ " : "| "));
      out.add(group ? "Exception Group Traceback (most recent call last):\n" : "Traceback (most recent call last):\n");
      addTracebackEntries(x->traceback, marginText("| "));
    }
    Value shown = e;
    bool isSyntax = isInstance(e, exceptionType(Exc::SyntaxError));
    if (isSyntax) shown = printSyntaxLocation(e);
    margin();
    addClassName(e);
    addMessage(shown);
    if (Str *hint = suggestion(t, e)) {
      out.add(". Did you mean: '");
      out.add(hint);
      out.add("'?");
    }
    out.add("\n");
    printNotes(e);
  }

  void addClassName(Value e) {
    Value module = getAttribute(t, fromObject(typeOf(e)), names().__module__);
    if (!ok(module) || !isStr(module)) {
      clearPending(t);
      out.add("<unknown>.");
    } else if (!strEquals(as<Str>(module), "builtins") && !strEquals(as<Str>(module), "__main__")) {
      out.add(as<Str>(module));
      out.add(".");
    }
    Type *type = typeOf(e);
    out.add(type->qualName ? type->qualName : type->name);
  }
  void addMessage(Value shown) {
    Str *text = str(t, shown);
    if (!text) {
      clearPending(t);
      out.add(": <exception str() failed>");
    } else if (text->length) {
      out.add(": ");
      out.add(text);
    }
  }

  /// The location lines of a SyntaxError; returns what to print as its message.
  Value printSyntaxLocation(Value e) {
    auto field = [&](ExcField f) { return exceptionField(e, f); };
    Value line = field(ExcField::SyntaxError_lineno);
    if (!ok(line) || !isInt(line)) return e;
    Value file = field(ExcField::SyntaxError_filename);
    margin();
    out.add("  File \"");
    if (ok(file) && isStr(file))
      out.add(as<Str>(file));
    else
      out.add("<string>");
    addNumber(out, "\", line %lld\n", asInt(line));
    Value text = field(ExcField::SyntaxError_text);
    if (ok(text) && isStr(text)) {
      auto *source = as<Str>(text);
      int64_t length = source->length, start = 0;
      while (length > 0 && (strAt(source, length - 1) == '\n' || strAt(source, length - 1) == '\r')) length--;
      while (start < length && isIndent(strAt(source, start))) start++;
      margin();
      out.add("    ");
      out.add(strSlice(t, source, start, length));
      out.add("\n");
      Value offset = field(ExcField::SyntaxError_offset), endOffset = field(ExcField::SyntaxError_end_offset);
      if (ok(offset) && isInt(offset) && asInt(offset) > 0) {
        int64_t from = std::min(asInt(offset) - 1, length) - start;
        int64_t to = ok(endOffset) && isInt(endOffset) && asInt(endOffset) > 0 ? asInt(endOffset) - 1 - start : from + 1;
        to = std::min(to, source->length - start);
        if (to <= from) to = from + 1;
        if (from >= 0) {
          margin();
          out.add("    ");
          addRepeated(out, " ", from);
          addRepeated(out, "^", to - from);
          out.add("\n");
        }
      }
    }
    Value message = field(ExcField::SyntaxError_msg);
    return ok(message) ? message : none();
  }

  void printNotes(Value e) {
    bool failed = false;
    Value notes = getAttributeOrNone(t, e, internAscii(t, "__notes__"), &failed);
    if (failed) clearPending(t);
    if (!ok(notes)) return;
    if (!isList(notes) && !isTuple(notes)) {
      Str *text = repr(t, notes);
      if (!text) clearPending(t), text = strFromAscii(t, "<__notes__ repr() failed>");
      margin();
      out.add(text); // without a newline, as in CPython
      return;
    }
    Tuple *items = toTuple(t, notes);
    for (int64_t i = 0; items && i < items->size; i++) {
      Str *text = str(t, items->items[i]);
      if (!text) clearPending(t), text = strFromAscii(t, "<note str() failed>");
      int64_t start = 0;
      for (int64_t at = 0; at <= text->length; at++) {
        if (at < text->length && strAt(text, at) != '\n') continue;
        if (at == text->length && start == at) break;
        margin();
        out.add(strSlice(t, text, start, at));
        if (at < text->length) out.add("\n");
        start = at + 1;
      }
      out.add("\n");
    }
  }

  void printGroup(Value e) {
    if (depth > kMaxGroupDepth) {
      margin();
      addNumber(out, "... (max_group_depth is %lld)\n", kMaxGroupDepth);
      return;
    }
    if (depth == 0) depth++;
    printOne(e);
    Tuple *items = groupExceptions(e);
    int64_t shown = items->size <= kMaxGroupWidth ? items->size : kMaxGroupWidth + 1;
    needClose = false;
    for (int64_t i = 0; i < shown; i++) {
      bool isLast = i == shown - 1;
      if (isLast) needClose = true;
      bool truncated = i >= kMaxGroupWidth;
      indent();
      out.add(i == 0 ? "+-" : "  ");
      if (truncated)
        out.add("+---------------- ... ----------------\n");
      else
        addNumber(out, "+---------------- %lld ----------------\n", i + 1);
      depth++;
      if (truncated) {
        margin();
        addNumber(out, "and %lld more exception", items->size - kMaxGroupWidth);
        out.add(items->size - kMaxGroupWidth == 1 ? "\n" : "s\n");
      } else {
        printRecursive(items->items[i]);
      }
      if (isLast && needClose) {
        indent();
        out.add("+------------------------------------\n");
        needClose = false;
      }
      depth--;
    }
    if (depth == 1) depth--;
  }

  void addTracebackEntries(Value traceback, Str *prefix) {
    int64_t limit = tracebackLimit(t), length = 0;
    for (Value at = traceback; ok(at); at = as<Traceback>(at)->next) length++;
    for (; ok(traceback) && length > limit; length--) traceback = as<Traceback>(traceback)->next;
    Traceback *last = nullptr;
    int64_t repeats = 0;
    auto endRepeats = [&] {
      if (repeats <= kRepeatsShown) return;
      out.add(prefix);
      addNumber(out, "  [Previous line repeated %lld more time", repeats - kRepeatsShown);
      out.add(repeats - kRepeatsShown == 1 ? "]\n" : "s]\n");
    };
    for (; ok(traceback); traceback = as<Traceback>(traceback)->next) {
      Traceback *tb = as<Traceback>(traceback);
      int32_t line = tracebackLine(tb);
      bool sameAsLast = last && last->info == tb->info && last->line == line;
      if (!sameAsLast) {
        endRepeats();
        repeats = 0;
      }
      last = tb;
      if (++repeats > kRepeatsShown) continue;
      Position position = codePosition(tb->info, tb->pc);
      if (position.line != line) position = {line, 0, -1, -1};
      out.add(prefix);
      out.add("  File \"");
      out.add(strFromUtf8(t, tb->info->module->fileName));
      addNumber(out, "\", line %lld, in ", line);
      out.add(as<Str>(tb->info->module->constants[tb->info->name]));
      out.add("\n");
      addSource(t, out, prefix, tb, position);
    }
    endRepeats();
  }
};

} // namespace

Str *exceptionText(Thread &t, Value exception) {
  StrBuilder out(t);
  Value handled = t.handled; // errors in here must not be chained to what is printed
  t.handled = none();
  Printer printer{t, out};
  printer.printRecursive(exception);
  t.handled = handled;
  clearPending(t);
  return out.finish();
}

void addTraceback(Thread &t, StrBuilder &out, Value traceback, Str *margin) {
  out.add(margin);
  out.add("Traceback (most recent call last):\n");
  Printer printer{t, out};
  printer.addTracebackEntries(traceback, margin);
}

void writeError(Thread &t, Str *text) {
  Value stream = sysDict() ? sysGet(names().stderr) : kNoValue;
  if (ok(stream) && isNone(stream)) return;
  if (ok(stream) && ok(callMethodWith(t, stream, names().write, fromObject(text)))) {
    if (!ok(callMethodWith(t, stream, names().flush))) clearPending(t);
    return;
  }
  clearPending(t);
  std::string_view bytes = strUtf8(t, text);
  if (::write(2, bytes.data(), bytes.size()) < 0) return;
}

} // namespace rt
