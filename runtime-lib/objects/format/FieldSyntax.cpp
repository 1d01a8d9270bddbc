// Syntax of replacement fields: "literal {name!conversion:spec} {{ }}" (Library reference, "Format
// String Syntax"), read piece by piece. Shared by str.format and _string.formatter_parser.
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

int fail(Thread &t, Msg message) { return raise(t, message), -1; }

// From behind '{' to behind the matching '}'.
int readField(Thread &t, const Str *s, int64_t *position, int64_t end, FormatField *out) {
  int64_t &i = *position;
  uint32_t c = 0;
  out->conversion = 0;
  out->nestedSpec = false;
  out->specStart = out->specEnd = 0;
  out->nameStart = i;
  bool stop = false;
  while (i < end && !stop) {
    c = strAt(s, i++);
    if (c == '{')
      return fail(t, Msg::FormatBraceInName);
    if (c == '[') {
      while (i < end && strAt(s, i) != ']')
        i++;
    }
    stop = c == '}' || c == ':' || c == '!';
  }
  out->nameEnd = i - 1;
  if (c == '}' && stop)
    return 1;
  if (!stop)
    return fail(t, Msg::FormatMissingBrace);
  if (c == '!') {
    if (i >= end)
      return fail(t, Msg::FormatMissingConversion);
    out->conversion = strAt(s, i++);
    if (i < end) {
      c = strAt(s, i++);
      if (c == '}')
        return 1;
      if (c != ':')
        return fail(t, Msg::FormatColonExpected);
    }
  }
  out->specStart = i;
  for (int depth = 1; i < end;) {
    c = strAt(s, i++);
    if (c == '{') {
      out->nestedSpec = true;
      depth++;
    } else if (c == '}' && --depth == 0) {
      out->specEnd = i - 1;
      return 1;
    }
  }
  return fail(t, Msg::FormatUnmatchedSpec);
}

} // namespace

int nextFormatField(Thread &t, const Str *s, int64_t *position, int64_t end, FormatField *out) {
  int64_t &i = *position;
  if (i >= end)
    return 0;
  out->hasField = false;
  out->literalStart = i;
  uint32_t c = 0;
  bool brace = false;
  while (i < end && !brace) {
    c = strAt(s, i++);
    brace = c == '{' || c == '}';
  }
  out->literalEnd = i;
  if (!brace)
    return 1;
  bool doubled = i < end && strAt(s, i) == c;
  if (doubled) { // the literal ends with the first of the two braces
    i++;
    return 1;
  }
  if (c == '}')
    return fail(t, Msg::FormatSingleClose);
  if (i >= end)
    return fail(t, Msg::FormatSingleOpen);
  out->literalEnd--;
  out->hasField = true;
  return readField(t, s, position, end, out);
}

} // namespace rt
