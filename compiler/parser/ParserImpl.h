// The recursive-descent parser's state and functions; private to this folder.
//
// Contract of every parse function: on success it returns a node and the position is after it; on
// failure it returns null with the position anywhere. Nothing is reported: a failed parse is
// explained afterwards, by Diagnose.cpp. So trying an alternative is: save the position, call,
// restore.
#pragma once
#include "compiler/ast/Ast.h"
#include "compiler/lexer/Token.h"
#include "compiler/parser/Features.h"
#include "compiler/parser/Parser.h"
#include "compiler/support/Arena.h"

#include <optional>
#include <string_view>
#include <vector>

namespace regius {

class Parser {
public:
  Parser(const SourceFile &source, Array<Token> tokens, Arena &arena, StringInterner &interner,
         Diagnostics &diagnostics, const ParseOptions &options)
      : source_(source), text_(source.text()), tokens_(tokens), arena_(arena), interner_(interner),
        diagnostics_(diagnostics), options_(options) {}

  // Null if the tokens are no sentence of the mode's grammar.
  ast::Mod *parseMod(ParseMode mode);

  // Recursion went too deep: MemoryError, as in CPython.
  bool tooDeep() const { return tooDeep_; }

  // The first construct that is newer than the options allow.
  const std::optional<NewerSyntax> &newerSyntax() const { return newerSyntax_; }

  // For the error finder: all tokens as one expression (starred, yield and := allowed), and as an
  // f-string's "(expression)".
  ast::Expr *parseWhole();
  bool parseField();

private:
  friend class FStringParser;
  using K = TokenKind;
  static constexpr int kMaxDepth = 6000;

  // --- Tokens
  const Token &token() const { return tokens_[position_]; }
  const Token &token(size_t ahead) const {
    size_t at = position_ + ahead;
    return at < tokens_.size() ? tokens_[at] : tokens_.back();
  }
  TokenKind kind() const { return token().kind; }
  bool at(TokenKind kind) const { return token().kind == kind; }
  bool atSoft(SoftKeyword keyword) const { return token().soft == keyword; }
  bool accept(TokenKind kind) {
    if (!at(kind))
      return false;
    ++position_;
    return true;
  }
  std::string_view text(const Token &token) const {
    return std::string_view(text_).substr(token.start, token.end - token.start);
  }
  Identifier identifier(const Token &token);
  bool acceptName(Identifier &name);

  // Notes that a construct, which ends before the position, has this feature.
  void require(Feature feature);
  // The text of a type comment here, if the lexer keeps them.
  ast::Text acceptTypeComment();
  ast::Text parseFunctionComment();

  // --- Nodes
  template <class T> T *make(const Span &start) {
    T *node = arena_.make<T>();
    node->lineno = start.lineno;
    node->col_offset = start.col_offset;
    return node;
  }
  // Ends a node at the last token before the position that is not mere layout.
  template <class T> T *finish(T *node) {
    const Token &last = lastToken();
    node->end_lineno = last.span.end_lineno;
    node->end_col_offset = last.span.end_col_offset;
    return node;
  }
  const Token &lastToken() const;
  ast::Expr *makeName(const Token &token);

  // Lists under construction: a stack shared by all levels, cut back to its mark when done.
  template <class T> struct ListBuilder {
    Parser &parser;
    size_t mark;
    explicit ListBuilder(Parser &owner) : parser(owner), mark(owner.scratch_.size()) {}
    ~ListBuilder() { parser.scratch_.resize(mark); }
    void add(T *node) { parser.scratch_.push_back(node); }
    size_t size() const { return parser.scratch_.size() - mark; }
    T *first() const { return static_cast<T *>(parser.scratch_[mark]); }
    Array<T *> take() const {
      Array<T *> result(parser.arena_.allocateArray<T *>(size()), size());
      for (size_t i = 0; i < size(); ++i)
        result[i] = static_cast<T *>(parser.scratch_[mark + i]);
      return result;
    }
  };

  struct DepthGuard {
    Parser &parser;
    explicit DepthGuard(Parser &owner) : parser(owner) { ++owner.depth_; }
    ~DepthGuard() { --parser.depth_; }
    // True if this level may not be entered.
    bool exceeded() const {
      auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
      if (parser.depth_ <= kMaxDepth && parser.stackTop_ - here <= parser.options_.stackBytes)
        return false;
      parser.tooDeep_ = true;
      return true;
    }
  };

  // --- Statements.cpp
  bool parseStatements(ListBuilder<ast::Stmt> &list, TokenKind end);
  bool parseStatement(ListBuilder<ast::Stmt> &list);
  bool parseSimpleStatements(ListBuilder<ast::Stmt> &list);
  ast::Stmt *parseSimpleStatement();
  ast::Stmt *parseExpressionStatement();
  ast::Stmt *parseAnnotatedAssignment(ast::Expr *target, const Token &first);
  ast::Stmt *parseAssignment(ast::Expr *first, const Span &start);
  ast::Stmt *parseAugmentedAssignment(ast::Expr *target, ast::Operator op, const Span &start);
  ast::Stmt *parseTypeAlias();
  ast::Stmt *parseReturn();
  ast::Stmt *parseRaise();
  ast::Stmt *parseDelete();
  ast::Stmt *parseAssert();
  ast::Stmt *parseImport();
  ast::Stmt *parseImportFrom();
  template <class T> ast::Stmt *parseNameList();
  bool parseDottedName(Identifier &name);
  ast::Alias *parseImportedName();

  // --- CompoundStatements.cpp
  bool parseBlock(Array<ast::Stmt *> &body, ast::Text *typeComment = nullptr);
  bool parseBlockBody(Array<ast::Stmt *> &body);
  bool parseElse(Array<ast::Stmt *> &body);
  ast::Stmt *parseCompoundStatement();
  ast::Stmt *parseIf();
  ast::Stmt *parseWhile();
  template <class T> ast::Stmt *parseFor(const Span &start);
  template <class T> ast::Stmt *parseWith(const Span &start);
  template <class T> bool parseWithItems(T *node, bool parenthesised);
  ast::WithItem *parseWithItem(bool parenthesised);
  ast::Stmt *parseTry();
  ast::ExceptHandler *parseExceptHandler(bool star);
  ast::Stmt *parseDecorated();
  ast::Stmt *parseAsync(Array<ast::Expr *> decorators);
  ast::Stmt *parseClass(Array<ast::Expr *> decorators);
  template <class T> ast::Stmt *parseFunction(const Span &start, Array<ast::Expr *> decorators);

  // --- Parameters.cpp
  ast::Arguments *parseParameters(TokenKind end);
  ast::Arg *parseParameter(bool annotated, bool starred);
  bool parseParameterEnd(ast::Arg *parameter, TokenKind end);
  bool parseTypeParams(Array<ast::TypeParam *> &params);
  ast::TypeParam *parseTypeParam();

  // --- Expressions.cpp
  ast::Expr *parseStarExpressions();
  ast::Expr *parseStarExpression();
  ast::Expr *parseStarNamedExpression();
  ast::Expr *parseNamedExpression();
  ast::Expr *parseExpressions();
  ast::Expr *parseExpression();
  ast::Expr *parseLambda();
  ast::Expr *parseYield();
  ast::Expr *parseYieldOrStarExpressions();
  ast::Expr *parseDisjunction();
  ast::Expr *parseConjunction();
  ast::Expr *parseInversion();
  ast::Expr *parseComparison();
  ast::Expr *parseBitwiseOr() { return parseBinary(0); }
  ast::Expr *parseBinary(int precedence);
  ast::Expr *parseFactor();
  ast::Expr *parseAwaitPrimary();
  ast::Expr *parsePrimary();
  ast::Expr *parseStarred(ast::Expr *(Parser::*operand)());

  // --- Atoms.cpp
  ast::Expr *parseAtom();
  ast::Expr *parseParenthesised();
  ast::Expr *parseListDisplay();
  ast::Expr *parseBraces();
  ast::Expr *parseDict(const Span &start, ast::Expr *firstKey);
  bool parseComprehensions(Array<ast::Comprehension *> &generators);
  bool atComprehension() const;
  ast::Expr *parseSlices();
  ast::Expr *parseSlice();
  bool parseArguments(Array<ast::Expr *> &args, Array<ast::Keyword *> &keywords, bool isCall,
                      const Span &open);
  ast::Expr *parseNumber();
  ast::Expr *parseConstant(ast::ConstantKind kind);

  // --- FStrings.cpp
  ast::Expr *parseStrings();
  void warnInvalidEscape(const Token &token, std::string_view from);

  // --- Targets.cpp
  ast::Expr *parseStarTargets();
  ast::Expr *parseStarTarget();
  bool setStore(ast::Expr *target, bool allowStarred = true);
  bool setDelete(ast::Expr *target);

  // --- Patterns.cpp
  ast::Stmt *parseMatch();
  ast::MatchCase *parseCase();
  ast::Pattern *parsePatterns();
  ast::Pattern *parsePattern();
  ast::Pattern *parseOrPattern();
  ast::Pattern *parseClosedPattern();
  ast::Pattern *parseMaybeStarPattern();
  ast::Pattern *parseSequencePattern(TokenKind close);
  ast::Pattern *parseMappingPattern();
  ast::Pattern *parseNamePattern();
  ast::Pattern *parseClassPattern(ast::Expr *cls, const Span &start);
  ast::Expr *parseNumberPattern();
  ast::Expr *parseMappingKey();
  ast::Pattern *makeValuePattern(ast::Expr *value);

  const SourceFile &source_;
  const std::string &text_;
  Array<Token> tokens_;
  Arena &arena_;
  StringInterner &interner_;
  Diagnostics &diagnostics_;
  const ParseOptions &options_;
  std::vector<void *> scratch_;
  size_t position_ = 0;
  int depth_ = 0;
  uintptr_t stackTop_ = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  int fStringDepth_ = 0;
  uint32_t warnedUpTo_ = 0; // literals that start before have had their warning
  bool tooDeep_ = false;
  bool newlineImplied_ = false; // behind the last line
  std::optional<NewerSyntax> newerSyntax_;
};

} // namespace regius
