// Line starts: blank lines, and Indent and Dedent tokens.
//
// Two column counts are kept, tabs being 8 wide in one and 1 wide in the other; a line whose order
// relative to the enclosing blocks differs between them is ambiguous: TabError (Reference 2.1.8).
#include "compiler/lexer/Lexer.h"

namespace regius {

bool Lexer::lexIndentation(std::vector<Token> &tokens) {
  int column = 0, altColumn = 0, continued = 0;
  for (;; ++cursor_) {
    if (*cursor_ == ' ') {
      ++column;
      ++altColumn;
    } else if (*cursor_ == '\t') {
      column = (column / 8 + 1) * 8;
      ++altColumn;
    } else if (*cursor_ == '\f') {
      column = altColumn = 0;
    } else if (*cursor_ == '\\') {
      // The indentation is that of the first of the joined lines.
      if (!continued)
        continued = column;
      if (!lexContinuation())
        return false;
      --cursor_;
    } else {
      break;
    }
  }
  if (*cursor_ == '#' || (*cursor_ == '\n' && !atUnwrittenNewline(cursor_))) {
    blankLine_ = true;
    return true;
  }
  blankLine_ = false;
  if (cursor_ == end_) {
    line_ = source_.lineCount() ? source_.lineCount() : 1;
    lineStart_ = begin_ + source_.lineStart(line_);
  }
  if (continued)
    column = altColumn = continued;
  auto tabError = [&] {
    cursor_ = begin_ + source_.lineStart(line_ + 1);
    Span span{line_, 0, line_, -1};
    return failAt(SyntaxErrorId::InconsistentTabs, span);
  };
  if (column == indents_[indent_]) {
    if (altColumn != altIndents_[indent_])
      return tabError();
  } else if (column > indents_[indent_]) {
    if (indent_ + 1 >= kMaxIndents)
      return failAt(SyntaxErrorId::TooManyIndents, {line_, 0, line_, -1});
    if (altColumn <= altIndents_[indent_])
      return tabError();
    ++indent_;
    indents_[indent_] = column;
    altIndents_[indent_] = altColumn;
    pushPlaceless(tokens, TokenKind::Indent);
  } else {
    int dedents = 0;
    while (indent_ > 0 && column < indents_[indent_]) {
      --indent_;
      ++dedents;
    }
    if (column != indents_[indent_]) {
      // Reported at the end of the line.
      failAt(SyntaxErrorId::UnindentMismatch, {line_, 0, line_, -2});
      std::string_view text = source_.line(line_);
      error_.column = atUnwrittenNewline(lineStart_ + text.size()) ? 0 : 1;
      for (char c : text)
        error_.column += (c & 0xC0) != 0x80;
      return false;
    }
    if (altColumn != altIndents_[indent_])
      return tabError();
    for (; dedents; --dedents)
      pushPlaceless(tokens, TokenKind::Dedent);
  }
  if (cursor_ == end_) {
    pushPlaceless(tokens, TokenKind::EndMarker);
    return false;
  }
  return true;
}

void Lexer::adjustEnd(std::vector<Token> &tokens, Ending ending, bool impliedDedent) const {
  if (tokens.back().kind != TokenKind::EndMarker)
    return;
  Token end = tokens.back();
  tokens.pop_back();
  if (source_.bytes().empty())
    end.span.lineno = end.span.end_lineno = 0;
  size_t dedents = 0;
  if (source_.lacksFinalNewline()) {
    for (; !tokens.empty() && tokens.back().kind == TokenKind::Dedent; ++dedents)
      tokens.pop_back();
    if (!tokens.empty() && tokens.back().kind == TokenKind::Newline)
      tokens.pop_back();
    end.start = end.end -= 1;
    end.span.col_offset = end.span.end_col_offset -= 1;
  }
  if (ending == Ending::Statement && !tokens.empty()) {
    tokens.push_back(end);
    tokens.back().kind = TokenKind::Newline;
    if (dedents && impliedDedent) {
      for (; dedents; --dedents) {
        tokens.push_back(end);
        tokens.back().kind = TokenKind::Dedent;
      }
      tokens.push_back(end);
      tokens.back().kind = TokenKind::Newline;
    }
  }
  tokens.push_back(end);
}

} // namespace regius
