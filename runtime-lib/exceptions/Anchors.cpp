// Which part of a marked range gets `^` and which `~`: for a binary operation the operator, for a subscript
// the brackets (CPython 3.11 parses the range again; this scans its tokens, which is enough to find the
// outermost operator). As in CPython, the parentheses around an operand do not belong to it, so that
// `(a) + b` marks the closing parenthesis.
#include "runtime-lib/exceptions/TracebackPrinter.h"

namespace rt {

namespace {

enum class Kind : uint8_t { Operand, Open, Close, Operator, Other };
struct Token {
  int64_t start, end;
  Kind kind;
  uint8_t precedence; // of binary operators
  bool binary;
  int64_t partner;    // of brackets: index of the other one
};
constexpr int kMaxTokens = 512;

bool isNameStart(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128; }
bool isDigit(uint32_t c) { return c >= '0' && c <= '9'; }
bool isSpace(uint32_t c) { return c == ' ' || c == '\t' || c == '\f'; }

class Scanner {
public:
  Scanner(Str *line, int64_t start, int64_t end) : line_(line), at_(start), end_(end) {}

  /// False when the range is not one expression of the kind we look for.
  bool scan() {
    int64_t open[64];
    int depth = 0;
    while (at_ < end_) {
      if (isSpace(peek())) {
        at_++;
        continue;
      }
      if (count_ == kMaxTokens) return false;
      Token token{at_, 0, Kind::Other, 0, false, -1};
      uint32_t c = peek();
      bool afterOperand = count_ && (tokens_[count_ - 1].kind == Kind::Operand || tokens_[count_ - 1].kind == Kind::Close);
      if (c == '"' || c == '\'') {
        if (!skipString()) return false;
        token.kind = Kind::Operand;
      } else if (isNameStart(c)) {
        if (!name(token)) return false;
        if (token.kind == Kind::Other && depth == 0) return false;
      } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
        while (at_ < end_ && (isNameStart(peek()) || isDigit(peek()) || peek() == '.' ||
                              ((peek() == '+' || peek() == '-') && (peek(-1) == 'e' || peek(-1) == 'E'))))
          at_++;
        token.kind = Kind::Operand;
      } else if (c == '(' || c == '[' || c == '{') {
        if (depth == 64) return false;
        token.kind = Kind::Open;
        token.binary = afterOperand; // a call or subscript, not a group
        open[depth++] = count_;
        at_++;
      } else if (c == ')' || c == ']' || c == '}') {
        if (!depth) return false;
        token.kind = Kind::Close;
        token.partner = open[--depth];
        tokens_[token.partner].partner = count_;
        at_++;
      } else if (c == '.' && peek(1) == '.' && peek(2) == '.') {
        token.kind = Kind::Operand;
        at_ += 3;
      } else if (c == '.') { // attribute: joins two names into one operand
        token.kind = Kind::Operand;
        at_++;
        while (at_ < end_ && isSpace(peek())) at_++;
        while (at_ < end_ && (isNameStart(peek()) || isDigit(peek()))) at_++;
      } else if (!sign(token, afterOperand)) {
        if (depth == 0) return false;
        at_++;
      }
      token.end = at_;
      tokens_[count_++] = token;
    }
    return depth == 0 && count_ > 0;
  }

  const Token &token(int64_t i) const { return tokens_[i]; }
  int64_t count() const { return count_; }
  /// End of the operand made of tokens [first, last], without parentheses around the whole of it.
  void unwrap(int64_t *first, int64_t *last) const {
    while (*first < *last && tokens_[*first].kind == Kind::Open && !tokens_[*first].binary &&
           peekAt(tokens_[*first].start) == '(' && tokens_[*first].partner == *last && !isTuple(*first, *last)) {
      ++*first;
      --*last;
    }
  }
  uint32_t peekAt(int64_t i) const { return strAt(line_, i); }

private:
  uint32_t peek(int64_t ahead = 0) const {
    int64_t i = at_ + ahead;
    return i >= 0 && i < end_ ? strAt(line_, i) : 0;
  }
  /// (a, b) and () are objects of their own; their parentheses belong to them.
  bool isTuple(int64_t first, int64_t last) const {
    if (last == first + 1) return true;
    for (int64_t i = first + 1; i < last; i++) {
      if (tokens_[i].kind == Kind::Open)
        i = tokens_[i].partner;
      else if (tokens_[i].kind == Kind::Other && peekAt(tokens_[i].start) == ',')
        return true;
    }
    return false;
  }
  bool skipString() {
    uint32_t quote = peek();
    bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    for (; at_ < end_; at_++) {
      if (peek() == '\\')
        at_++;
      else if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
        at_ += triple ? 3 : 1;
        return true;
      }
    }
    return false;
  }
  bool name(Token &token) {
    int64_t start = at_;
    while (at_ < end_ && (isNameStart(peek()) || isDigit(peek()))) at_++;
    if (at_ - start <= 2 && (peek() == '"' || peek() == '\'')) { // prefix of a string
      token.kind = Kind::Operand;
      return skipString();
    }
    static const char *const kKeywords[] = {"and", "or", "not", "in", "is", "if", "else", "lambda", "for", "yield", "return",
                                            "raise", "assert", "del", "import", "from", "async", "with", "while", "pass", "await"};
    for (const char *keyword : kKeywords) {
      int64_t i = 0;
      while (start + i < at_ && keyword[i] && static_cast<uint32_t>(keyword[i]) == strAt(line_, start + i)) i++;
      if (start + i == at_ && !keyword[i]) return true; // Kind::Other
    }
    token.kind = Kind::Operand;
    return true;
  }
  /// Operators; comparisons, assignments and separators are Other.
  bool sign(Token &token, bool afterOperand) {
    uint32_t c = peek(), d = peek(1);
    int width = 1;
    uint8_t precedence = 0;
    switch (c) {
    case '|': precedence = 1; break;
    case '^': precedence = 2; break;
    case '&': precedence = 3; break;
    case '<': case '>':
      if (d != c) return false;
      precedence = 4, width = 2;
      break;
    case '+': case '-': precedence = 5; break;
    case '*': precedence = d == '*' ? 8 : 6, width = d == '*' ? 2 : 1; break;
    case '/': precedence = 6, width = d == '/' ? 2 : 1; break;
    case '%': case '@': precedence = 6; break;
    case '~': precedence = 7; break;
    default: return false;
    }
    if (peek(width) == '=') return false;
    token.kind = Kind::Operator;
    token.precedence = precedence;
    token.binary = afterOperand && c != '~';
    at_ += width;
    return true;
  }

  Str *line_;
  int64_t at_, end_;
  Token tokens_[kMaxTokens];
  int64_t count_ = 0;
};

} // namespace

void findAnchors(Str *line, Marks *marks) {
  Scanner scanner(line, marks->start, marks->end < line->length ? marks->end : line->length);
  if (!scanner.scan()) return;
  int64_t best = -1, last = scanner.count() - 1;
  for (int64_t i = 0; i <= last; i++) {
    const Token &token = scanner.token(i);
    if (token.kind == Kind::Open) {
      i = token.partner;
      continue;
    }
    if (token.kind != Kind::Operator || !token.binary) continue;
    // The loosest operator is the outermost; ** groups to the right, the others to the left.
    if (best < 0 || token.precedence < scanner.token(best).precedence ||
        (token.precedence == scanner.token(best).precedence && token.precedence != 8))
      best = i;
  }
  bool prefixed = scanner.token(0).kind == Kind::Operator;
  if (best >= 0) {
    if (prefixed && scanner.token(best).precedence == 8) return; // -a ** b is a negation
    int64_t leftFirst = 0, leftLast = best - 1, rightFirst = best + 1, rightLast = last;
    if (rightFirst > rightLast) return;
    scanner.unwrap(&leftFirst, &leftLast);
    scanner.unwrap(&rightFirst, &rightLast);
    int64_t limit = scanner.token(rightFirst).start;
    for (int64_t i = scanner.token(leftLast).end; i < limit; i++) {
      if (isSpace(scanner.peekAt(i))) continue;
      marks->left = i;
      marks->right = i + 1;
      if (i + 1 < limit && !isSpace(scanner.peekAt(i + 1))) marks->right++;
      return;
    }
    return;
  }
  const Token &close = scanner.token(last);
  if (prefixed || close.kind != Kind::Close || scanner.peekAt(close.start) != ']') return;
  int64_t open = close.partner;
  if (!scanner.token(open).binary || open == 0 || open + 1 >= last) return;
  int64_t valueFirst = 0, valueLast = open - 1, sliceFirst = open + 1, sliceLast = last - 1;
  scanner.unwrap(&valueFirst, &valueLast);
  scanner.unwrap(&sliceFirst, &sliceLast);
  marks->left = scanner.token(valueLast).end;
  marks->right = scanner.token(sliceLast).end + 1;
}

} // namespace rt
