// Entry point of the parser: decode, tokenise, parse; on failure let Diagnose.cpp find CPython's
// words for it. Also the small helpers that all parse functions share.
#include "compiler/parser/Parser.h"

#include "compiler/lexer/Decode.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/parser/Diagnose.h"
#include "compiler/parser/ParserImpl.h"
#include "compiler/support/Unicode.h"

namespace regius {

using namespace ast;

// Bytes that are not UTF-8 are harmless in comments only.
static bool hasBadLiteral(const SourceFile &source, const std::vector<Token> &tokens) {
  if (source.hasBadUtf8())
    for (const Token &token : tokens)
      if (findBadUtf8(std::string_view(source.text()).substr(token.start, token.end - token.start)))
        return true;
  return false;
}

static Array<TypeIgnore *> typeIgnores(const Lexer &lexer, Arena &arena) {
  std::vector<TypeIgnore *> list;
  for (const TypeIgnoreComment &comment : lexer.typeIgnores()) {
    list.push_back(arena.make<TypeIgnore>());
    list.back()->lineno = comment.line;
    list.back()->tag = comment.tag.empty() ? Text("") : arena.copy(comment.tag);
  }
  return arena.copy(list.data(), list.size());
}

static Lexer makeLexer(const SourceFile &source, ParseMode mode) {
  return Lexer(source, mode == ParseMode::Module ? Lexer::FinalNewline::Implied
                                                 : Lexer::FinalNewline::AsWritten);
}

static void tokenise(Lexer &lexer, ParseMode mode, const ParseOptions &options,
                     std::vector<Token> &tokens) {
  if (options.typeComments)
    lexer.keepTypeComments();
  lexer.run(tokens);
  if (options.featureVersion < 7)
    Lexer::relaxAsync(tokens);
  if (mode == ParseMode::Interactive)
    lexer.adjustEnd(tokens, Lexer::Ending::Statement, options.impliedDedent);
  else if (mode != ParseMode::Module)
    lexer.adjustEnd(tokens, Lexer::Ending::Expression, options.impliedDedent);
}

// Where the first f-string starts that is wrong in itself and does not end at the first quote.
static std::optional<size_t> brokenFString(SourceFile &source, const Lexer &lexer,
                                           const std::vector<Token> &tokens, Arena &arena,
                                           StringInterner &interner, const ParseOptions &options) {
  for (const Token &token : tokens) {
    if (token.kind != TokenKind::FString || lexer.endsAtFirstQuote(token))
      continue;
    Token alone[] = {token, token};
    alone[1].kind = TokenKind::EndMarker;
    Diagnostics ignored;
    if (!Parser(source, {alone, 2}, arena, interner, ignored, options).parseWhole())
      return token.start;
  }
  return {};
}

Result<Mod *> parse(SourceFile &source, ParseMode mode, Arena &arena, Diagnostics &diagnostics,
                    const ParseOptions &options) {
  TRY(decodeSource(source, diagnostics));
  std::vector<Token> tokens;
  tokens.reserve(source.text().size() / 4 + 16);
  Lexer lexer = makeLexer(source, mode);
  tokenise(lexer, mode, options, tokens);
  StringInterner ownInterner(arena);
  StringInterner &interner = options.interner ? *options.interner : ownInterner;
  Parser parser(source, {tokens.data(), tokens.size()}, arena, interner, diagnostics, options);
  Mod *tree = hasBadLiteral(source, tokens) ? nullptr : parser.parseMod(mode);
  if (parser.newerSyntax()) {
    diagnoseNewerSyntax(source, mode, *parser.newerSyntax(), lexer, {tokens.data(), tokens.size()},
                        arena, interner, diagnostics, options);
    return kFailure;
  }
  if (tree) {
    if (auto *module = tree->dynAs<Module>())
      module->type_ignores = typeIgnores(lexer, arena);
    if (options.warnings)
      for (const Diagnostic &warning : lexer.warnings())
        diagnostics.warn(warning);
    return tree;
  }
  if (parser.tooDeep()) {
    diagnostics.report(SyntaxErrorId::OutOfStack);
    return kFailure;
  }
  // What is wrong with an f-string is said in the terms of older Pythons, which end it earlier.
  Lexer older = makeLexer(source, mode);
  const Lexer *last = &lexer;
  if (auto start = brokenFString(source, lexer, tokens, arena, interner, options)) {
    older.endFStringsAtFirstQuote(*start);
    tokens.clear();
    tokenise(older, mode, options, tokens);
    last = &older;
  }
  diagnoseSyntaxError(source, mode, *last, {tokens.data(), tokens.size()}, arena, interner,
                      diagnostics, options);
  return kFailure;
}

Identifier Parser::identifier(const Token &token) {
  std::string_view name = text(token);
  for (char c : name)
    if (static_cast<unsigned char>(c) >= 0x80)
      // Reference 2.3: identifiers are compared in NFKC.
      return interner_.intern(unicode::normalizeNfkc(name));
  return interner_.intern(name);
}

bool Parser::acceptName(Identifier &name) {
  if (!at(K::Name))
    return false;
  name = identifier(token());
  ++position_;
  return true;
}

void Parser::require(Feature feature) {
  if (options_.featureVersion < kFeatures[size_t(feature)].minor && !newerSyntax_)
    newerSyntax_ = {feature, position_};
}

// Empty text, too, is not null.
Text Parser::acceptTypeComment() {
  if (!at(K::TypeComment))
    return {};
  std::string_view comment = text(tokens_[position_++]);
  return comment.empty() ? Text("") : arena_.copy(comment);
}

Expr *Parser::makeName(const Token &token) {
  auto *name = arena_.make<Name>();
  static_cast<Span &>(*name) = token.span;
  name->id = identifier(token);
  return name;
}

const Token &Parser::lastToken() const {
  size_t at = position_;
  while (at > 0) {
    --at;
    TokenKind which = tokens_[at].kind;
    if (which != K::Newline && which != K::Indent && which != K::Dedent)
      break;
  }
  return tokens_[at];
}

static bool isCompound(NodeKind kind) {
  switch (kind) {
  case NodeKind::If:
  case NodeKind::While:
  case NodeKind::For:
  case NodeKind::AsyncFor:
  case NodeKind::With:
  case NodeKind::AsyncWith:
  case NodeKind::Try:
  case NodeKind::TryStar:
  case NodeKind::Match:
  case NodeKind::FunctionDef:
  case NodeKind::AsyncFunctionDef:
  case NodeKind::ClassDef:
    return true;
  default:
    return false;
  }
}

Expr *Parser::parseWhole() {
  Expr *result = at(K::Name) && token(1).kind == K::ColonEqual ? parseNamedExpression()
                                                               : parseYieldOrStarExpressions();
  return result && at(K::EndMarker) ? result : nullptr;
}

bool Parser::parseField() {
  if (!parseStarExpressions())
    return false;
  while (accept(K::Newline)) {
  }
  return at(K::EndMarker);
}

// file: [statements] ENDMARKER
// interactive: compound_stmt NEWLINE | simple_stmts | NEWLINE
// eval: expressions NEWLINE* ENDMARKER
// func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
Mod *Parser::parseMod(ParseMode mode) {
  newlineImplied_ = mode == ParseMode::Module;
  switch (mode) {
  case ParseMode::Module: {
    auto *module = arena_.make<Module>();
    ListBuilder<Stmt> statements(*this);
    if (!parseStatements(statements, K::EndMarker))
      return nullptr;
    module->body = statements.take();
    return module;
  }
  case ParseMode::Interactive: {
    auto *module = arena_.make<Interactive>();
    ListBuilder<Stmt> statements(*this);
    if (at(K::Newline)) {
      Stmt *pass = finish(make<Pass>(token().span));
      statements.add(pass);
      ++position_;
    } else {
      if (!parseStatement(statements))
        return nullptr;
      // compound_stmt NEWLINE: a simple statement has eaten its Newline.
      if (isCompound(statements.first()->kind) && !accept(K::Newline))
        return nullptr;
    }
    // White space may follow.
    while (accept(K::Newline) || accept(K::Indent) || accept(K::Dedent)) {
    }
    if (!at(K::EndMarker))
      return nullptr;
    module->body = statements.take();
    return module;
  }
  case ParseMode::Expression: {
    auto *module = arena_.make<Expression>();
    module->body = parseExpressions();
    while (accept(K::Newline)) {
    }
    return module->body && at(K::EndMarker) ? module : nullptr;
  }
  case ParseMode::FuncType: {
    auto *type = arena_.make<FunctionType>();
    if (!accept(K::LeftParen))
      return nullptr;
    ListBuilder<Expr> arguments(*this);
    // type_expressions: ','.expression+ [',' '*' expression] [',' '**' expression]
    int stars = 0;
    while (!at(K::RightParen)) {
      int level = accept(K::Star) ? 1 : accept(K::DoubleStar) ? 2 : 0;
      Expr *argument = parseExpression();
      if (!argument || (stars && level <= stars))
        return nullptr;
      stars = level;
      arguments.add(argument);
      if (!accept(K::Comma))
        break;
      if (at(K::RightParen))
        return nullptr;
    }
    type->argtypes = arguments.take();
    if (!accept(K::RightParen) || !accept(K::Arrow))
      return nullptr;
    type->returns = parseExpression();
    while (accept(K::Newline)) {
    }
    return type->returns && at(K::EndMarker) ? type : nullptr;
  }
  }
  return nullptr;
}

} // namespace regius
