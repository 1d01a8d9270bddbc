// The _tokenize module: the tokens of a source as the compiler's lexer makes them.
//
// Errors that CPython's tokenizer leaves to its parser (inconsistent indentation, open brackets) end the iteration.
#include "runtime-lib/eval/Source.h"
#include "runtime-lib/eval/SyntaxErrors.h"
#include "runtime-lib/modules/ModuleSupport.h"

#include "compiler/lexer/Decode.h"
#include "compiler/lexer/Lexer.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

namespace {

using regius::Token;
using regius::TokenKind;

/// All tokens are made at once; the iterator hands them out.
struct TokenizerIter : Object {
  Value tokens; // list of tuples
  Value error;  // the exception that comes after them, or kNoValue
  int64_t next;
};

/// The number that the library module `token` gives to a kind.
int64_t numberOf(TokenKind kind) {
  enum : int64_t { kEnd, kName, kNumber, kString, kNewline, kIndent, kDedent, kFirstOperator, kOperator = 54, kAwait, kAsync };
  switch (kind) {
  case TokenKind::EndMarker: return kEnd;
  case TokenKind::Newline: return kNewline;
  case TokenKind::Indent: return kIndent;
  case TokenKind::Dedent: return kDedent;
  case TokenKind::Number: return kNumber;
  case TokenKind::String:
  case TokenKind::FString: return kString;
  case TokenKind::Await: return kAwait;
  case TokenKind::Async: return kAsync;
  case TokenKind::Error:
  case TokenKind::Unknown: return kOperator;
  case TokenKind::LeftBrace: return 25; // between Percent and EqualEqual there
  case TokenKind::RightBrace: return 26;
  default: break;
  }
  if (kind < TokenKind::LeftParen || regius::isKeyword(kind)) return kName;
  const int64_t i = static_cast<int64_t>(kind) - static_cast<int64_t>(TokenKind::LeftParen);
  return kFirstOperator + i - (kind > TokenKind::RightBrace && kind <= TokenKind::Percent ? 2 : 0);
}

/// What the tokenizer has in its buffer at a token: its line, and those that a backslash or a string joins to it.
class Lines {
public:
  explicit Lines(std::string_view text) : text_(text) {}
  std::string_view upTo(const Token &token) {
    for (size_t at = done_; at < token.start; at++) { // blanks, comments and line ends
      if (text_[at] == '#') at = std::min(text_.find('\n', at), text_.size() - 1);
      if (text_[at] == '\\') at++; // joins lines
      else if (text_[at] == '\n') begin_ = at + 1;
    }
    done_ = std::max<size_t>(done_, token.end);
    size_t end = text_.find('\n', token.end);
    end = end == std::string_view::npos ? text_.size() : end + 1;
    if (begin_ >= text_.size() && begin_ > 0) { // at the end: the last line
      const size_t before = begin_ > 1 ? text_.rfind('\n', begin_ - 2) : std::string_view::npos;
      return text_.substr(before == std::string_view::npos ? 0 : before + 1);
    }
    return text_.substr(begin_, end - begin_);
  }

private:
  std::string_view text_;
  size_t begin_ = 0, done_ = 0;
};

Value tokenTuple(Thread &t, const Token &token, std::string_view text, std::string_view line) {
  const bool placeless = token.placeless;
  const Value items[] = {fromObject(strFromUtf8(t, placeless ? "" : text.substr(token.start, token.end - token.start))),
                         fromInt(numberOf(token.kind)),
                         fromInt(token.span.lineno),
                         fromInt(token.span.end_lineno),
                         fromInt(placeless ? -1 : token.span.col_offset),
                         fromInt(placeless ? -1 : token.span.end_col_offset),
                         fromObject(strFromUtf8(t, line))};
  return fromObject(tupleFrom(t, items, std::size(items)));
}

Value create(Thread &t, const Value *a) {
  if (!isStr(a[1])) return raise(t, Msg::NamedArgumentMustBeStr, "tokenizeriter", "source", typeName(a[1]));
  CompileRequest request;
  request.filename = fromObject(internAscii(t, "<string>"));
  std::string text;
  regius::SourceKind kind;
  if (!sourceText(t, a[1], "tokenizeriter", "string", &text, &kind)) return kNoValue;
  regius::SourceFile source("<string>", std::move(text), kind);
  regius::Diagnostics diagnostics;
  if (!regius::decodeSource(source, diagnostics)) return raiseDiagnostic(t, diagnostics, request);
  regius::Lexer lexer(source);
  std::vector<Token> tokens;
  lexer.run(tokens);
  for (const regius::Diagnostic &warning : lexer.warnings()) diagnostics.warn(warning);
  if (!showWarnings(t, diagnostics, request)) return kNoValue;

  auto *self = static_cast<TokenizerIter *>(TRY(allocateInstance(t, as<Type>(a[0]))));
  List *list = TRY(listNew(t));
  self->tokens = fromObject(list);
  writeBarrier(self);
  Lines lines(source.text());
  for (const Token &token : tokens) {
    if (token.kind == TokenKind::EndMarker || token.kind == TokenKind::Error) break;
    std::string_view line = lines.upTo(token);
    if (!listAppend(t, list, TRY(tokenTuple(t, token, source.text(), line)))) return kNoValue;
  }
  if (lexer.hasError() && !lexer.errorIsLate()) {
    diagnostics.report(lexer.error());
    raiseDiagnostic(t, diagnostics, request);
    storeField(self, &self->error, takePending(t));
  }
  return fromObject(self);
}
constexpr NativeRow kCreate{"tokenizeriter", create, "($type, source)"};

Value next(Thread &t, Value v) {
  auto *self = as<TokenizerIter>(v);
  auto *list = as<List>(self->tokens);
  if (self->next < list->size) return list->array->items[self->next++];
  if (ok(self->error)) t.pending = self->error;
  return kNoValue;
}

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeImmutable;
  spec.instanceSize = sizeof(TokenizerIter);
  spec.trace = [](Object *object, Tracer &tracer) { tracer.range(&static_cast<TokenizerIter *>(object)->tokens, 2); };
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<kCreate>;
    s.iter = identityOf;
    s.next = next;
  };
  return addType(t, module, "TokenizerIter", spec) != nullptr;
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_tokenize, "_tokenize", rt::initialise)
