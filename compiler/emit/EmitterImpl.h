// Internal to emit/: the walk over the tree. One method for each node; files by subject.
#pragma once
#include "compiler/emit/CodeBuilder.h"
#include "compiler/emit/Emitter.h"
#include "compiler/symtable/SymbolTable.h"

#include <optional>

namespace regius {

/// Dict displays and calls with more pairs than this collect them one by one, to keep the stack small.
inline constexpr size_t kManyPairs = 15;

/// What must be undone when control leaves a part of a function early.
enum class BlockKind : uint8_t {
  While,
  For,
  TryExcept,
  FinallyTry, // body of try..finally
  FinallyEnd, // the finally part, entered by an exception
  With,
  AsyncWith,
  HandlerCleanup, // body of an except clause
  PopValue,       // a value of an early return below a finally part
  ExceptHandlers,
  ExceptStarHandlers,
  AsyncComprehension,
};

struct Block {
  BlockKind kind;
  Label start, exit;                       // loops: targets of continue and break
  bool ownsIterator = false;               // For: leaving early drops it by DropIterator
  bool keepsSource = false;                // For: what was iterated over lies below the iterator
  RegionId outer = kNoRegion;              // region around the block
  Array<ast::Stmt *> finalBody;            // FinallyTry
  const ast::Located *statement = nullptr; // With, AsyncWith: place of the call of __exit__
  Identifier name;                         // HandlerCleanup: `except E as name`
};

/// The unit under construction and what surrounds it.
struct UnitState {
  CodeBuilder code;
  Scope *scope = nullptr;
  UnitState *outer = nullptr;
  CodeKind kind = CodeKind::Module;
  bool isAsync = false; // async def, not a comprehension
  Identifier privateName;
  std::string name;
  std::vector<Block> blocks;
  std::vector<Identifier> ownedLocals; // by their mangled names (Ownership.cpp)
  Identifier firstParameter;       // of a method
  UnitState *ownerClass = nullptr; // of a method: where its self attributes are noted
};

struct PatternContext;

/// Strings of more pieces than this are joined from a list.
inline constexpr size_t kManyPieces = 64;

class Emitter {
public:
  Emitter(const SourceFile &source, StringInterner &interner, const EmitOptions &options,
          const FutureFeatures &future, const SymbolTable &table, Diagnostics &diagnostics);

  using Constant = regius::Constant; // not ast::Constant

  /// Null after an error.
  std::unique_ptr<CodeUnit> module(ast::Mod &node);

private:
  CodeBuilder &code() { return unit_->code; }
  void emit(Opcode op, uint32_t arg = 0) { unit_->code.emit(op, arg); }
  void jump(Opcode op, Label label) { unit_->code.jump(op, label); }
  Label newLabel() { return unit_->code.newLabel(); }
  void bind(Label label) { unit_->code.bind(label); }
  void at(const Span &span) { unit_->code.setPlace(span); }
  /// What follows belongs to no line of its own: a trace function is told nothing about it.
  void noPlace() { unit_->code.where = {}; }
  void loadConstant(Constant constant) { unit_->code.loadConstant(std::move(constant)); }
  void loadNone() { loadConstant(noneConstant()); }

  // Units (Emitter.cpp).
  void enterUnit(UnitState &state, CodeKind kind, Scope *scope, std::string_view name, int line);
  std::shared_ptr<CodeUnit> leaveUnit();
  std::string qualifiedName(const UnitState &state);
  void makeFunction(std::shared_ptr<CodeUnit> inner);
  void body(Array<ast::Stmt *> list, bool withDocstring);
  const ast::ConstantValue *docstring(Array<ast::Stmt *> list);

  // Names (Names.cpp).
  enum class Access : uint8_t { Load, Store, Delete };
  void nameOp(Identifier name, Access access);
  void nameOp(std::string_view name, Access access) { nameOp(interner_.intern(name), access); }
  bool forbiddenName(std::string_view name, Access access);
  static bool readsCallersLocals(std::string_view name);
  Identifier mangled(Identifier name) { return mangle(unit_->privateName, name, interner_); }
  uint32_t nameIndex(Identifier name) { return code().names.add(mangled(name)); }
  uint32_t derefIndex(Identifier mangledName, NameScope kind = NameScope::Cell);
  Identifier classDictName() { return interner_.intern("__classdict__"); }

  // Errors.
  void error(SyntaxErrorId id, const Span &span,
             std::initializer_list<std::string_view> arguments = {});
  /// An error at the place of the instructions that would come next.
  void errorHere(SyntaxErrorId id, std::initializer_list<std::string_view> arguments = {});
  void warn(SyntaxErrorId id, const Span &span,
            std::initializer_list<std::string_view> arguments = {});
  bool deeper();

  // Statements.
  void statements(Array<ast::Stmt *> list);
  void statement(ast::Stmt &node);
  void statementInner(ast::Stmt &node);
  void exprStmt(ast::ExprStmt &node);
  void assign(ast::Assign &node);
  bool assignInParallel(ast::Assign &node);
  void augAssign(ast::AugAssign &node);
  void annAssign(ast::AnnAssign &node);
  void evaluateAndDrop(ast::Expr &node);
  void checkAnnotationSlice(ast::Expr &node);
  void ifStatement(ast::If &node);
  void whileStatement(ast::While &node);
  void forStatement(ast::For &node);
  void asyncForStatement(ast::AsyncFor &node);
  void returnStatement(ast::Return &node);
  void breakStatement(const ast::Stmt &node);
  void continueStatement(const ast::Stmt &node);
  void assertStatement(ast::Assert &node);
  void raiseStatement(ast::Raise &node);
  void import(ast::Import &node);
  void importFrom(ast::ImportFrom &node);

  // Blocks (Blocks.cpp).
  Block &pushBlock(BlockKind kind);
  void popBlock();
  /// Leaves the innermost block; with `keepTop` the value on top survives.
  void dropIteratorAndReraise(Label cleanup);
  void unwindOne(const Block &block, bool keepTop);
  /// Leaves blocks from the inside out up to the first loop (returned, or nothing) or all of them.
  std::optional<Block> unwindBlocks(bool keepTop, bool toLoop);
  void callExitWithNones();

  // Generators and files with one owner (Ownership.cpp).
  enum class ArgumentUse : uint8_t {
    Passed,    // the callee may do anything
    Owned,     // those of builtins that own or use up what only they refer to
    OwnedFile, // the same for file= of print()
    Borrowed,  // a function of builtins that only uses the local variable
  };
  static bool mayOwn(const ast::Expr &node);
  static bool mayReadFile(const ast::Expr &node);
  static bool ownsArguments(const ast::Call &node);
  static bool keepsNoReceiver(std::string_view method);
  static bool ownsGeneratorOf(const ast::Attribute &node);
  static bool isFileKeyword(const ast::Keyword &keyword);
  ArgumentUse argumentUse(const ast::Call &node, bool isOperand);
  bool ownedOperand(ast::Expr &node);
  void findOwnedLocals(Array<ast::Stmt *> list);
  bool isOwnedLocal(const ast::Expr &node);
  void assignOwned(ast::Expr &target, ast::Expr &value);
  void dropLocal(Identifier name);
  void dropOwnedLocals();
  void placeOwnedLocals();

  // try, with (Try.cpp, With.cpp).
  template <class Node> void tryStatement(Node &node, bool star);
  void tryExcept(Array<ast::Stmt *> list, Array<ast::ExceptHandler *> handlers,
                 Array<ast::Stmt *> orelse);
  void exceptHandler(ast::ExceptHandler &handler, Label end, RegionId outerRegion);
  void tryExceptStar(Array<ast::Stmt *> list, Array<ast::ExceptHandler *> handlers,
                     Array<ast::Stmt *> orelse);
  void exceptStarHandler(ast::ExceptHandler &handler, bool first, RegionId cleanupRegion);
  void unbindName(Identifier name);
  void reraiseInPlace();
  void restoreAndReraise();
  void openRegionBelowTop(Label handler) { code().openRegion(handler, 1); }
  void withItems(ast::Stmt &node, Array<ast::WithItem *> items, Array<ast::Stmt *> list,
                 size_t index, bool isAsync);

  // Patterns (Match.cpp, Patterns.cpp).
  void matchStatement(ast::Match &node);
  void matchCase(ast::MatchCase &node, Label end, bool lastTest, bool lastCase);
  void pattern(ast::Pattern &node, PatternContext &context);
  void subpattern(ast::Pattern &node, PatternContext &context);
  void patternAs(ast::MatchAs &node, PatternContext &context);
  void patternCapture(Identifier name, PatternContext &context);
  void patternClass(ast::MatchClass &node, PatternContext &context);
  void patternMapping(ast::MatchMapping &node, PatternContext &context);
  void patternOr(ast::MatchOr &node, PatternContext &context);
  void patternSequence(ast::MatchSequence &node, PatternContext &context);
  void patternUnpack(Array<ast::Pattern *> patterns, size_t star, PatternContext &context);
  void reorderStores(const std::vector<Identifier> &control, PatternContext &context);
  void patternSubscripts(Array<ast::Pattern *> patterns, size_t star, PatternContext &context);
  void patternValue(ast::MatchValue &node, PatternContext &context);
  void patternSingleton(ast::MatchSingleton &node, PatternContext &context);
  void failJump(PatternContext &context, Opcode op);
  void bindFailLabels(PatternContext &context);
  void rotate(size_t count);

  // Functions and classes.
  template <class Def> void functionDef(Def &node, bool isAsync);
  void lambda(ast::Lambda &node);
  void classDef(ast::ClassDef &node);
  void classBody(ast::ClassDef &node, UnitState &state, int firstLine);
  void typeAlias(ast::TypeAlias &node);
  void typeParams(Array<ast::TypeParam *> list);
  void genericBases(ast::ClassDef &node);
  void callTypeParams(std::shared_ptr<CodeUnit> inner, uint32_t arguments);
  void lazyExpression(ast::Expr &node, const ast::Node *key, Identifier name);
  struct FunctionAttributes {
    bool defaults = false, kwDefaults = false, annotations = false;
  };
  void decorators(Array<ast::Expr *> list);
  void applyDecorators(Array<ast::Expr *> list);
  bool pushDefaults(ast::Arguments &args);
  bool pushKwDefaults(ast::Arguments &args);
  bool pushAnnotations(ast::Arguments &args, ast::Expr *returns);
  void annotationValue(ast::Expr &node);
  void setParameters(ast::Arguments &args);
  bool checkParameterNames(ast::Arguments &args);
  void finishFunction(std::shared_ptr<CodeUnit> inner, FunctionAttributes attributes);

  // Expressions.
  void expression(ast::Expr &node);
  void expressions(Array<ast::Expr *> list);
  void expressionInner(ast::Expr &node);
  void binary(ast::BinOp &node);
  bool formatToString(const Constant &format, ast::BinOp &node);
  void unary(ast::UnaryOp &node);
  void boolOp(ast::BoolOp &node);
  void ifExp(ast::IfExp &node);
  void compare(ast::Compare &node);
  void compareOp(ast::CompareOperator op);
  void compareChain(ast::Compare &node, Opcode jumpOp, Label cleanup);
  void containerOperand(ast::Expr &node);
  void attribute(ast::Attribute &node);
  void noteSelfAttribute(const ast::Attribute &node);
  static int32_t characterCount(std::string_view text);
  void startAtAttribute(const ast::Attribute &node);
  void subscript(ast::Subscript &node);
  void sliceParts(ast::Slice &node);
  void dict(ast::Dict &node);
  void sequence(Array<ast::Expr *> elements, uint32_t pushed, Opcode build, Opcode add,
                Opcode extend, bool tuple);
  void tupleOrList(ast::Expr &node, Array<ast::Expr *> elements, ast::ExprContext context,
                   bool tuple);
  void unpackTargets(Array<ast::Expr *> elements);
  void joinedStr(ast::JoinedStr &node);
  uint32_t conversionBits(int conversion);
  void formattedValue(ast::FormattedValue &node);
  void templateStr(ast::TemplateStr &node);
  void yieldExpr(ast::Yield &node);
  void yieldFrom(ast::YieldFrom &node);
  void await(ast::Await &node);
  void yieldValue();
  void awaitTop(uint32_t kind);
  void sendLoop();
  void jumpIf(ast::Expr &node, Label target, bool condition);
  void jumpIfInner(ast::Expr &node, Label target, bool condition);
  bool jumpIfNoneTest(ast::Compare &node, Label target, bool condition);

  // Calls.
  void call(ast::Call &node);
  bool isImported(const ast::Expr &node);
  bool methodCall(ast::Call &node);
  bool superCall(ast::Call &node);
  static bool isPlain(const ast::Call &node);
  void callArguments(uint32_t pushed, Array<ast::Expr *> args, Array<ast::Keyword *> keywords,
                     ArgumentUse use = ArgumentUse::Passed);
  void callUnpacked(uint32_t pushed, Array<ast::Expr *> args, Array<ast::Keyword *> keywords);
  void keywordDict(Array<ast::Keyword *> keywords);
  bool checkKeywords(Array<ast::Keyword *> keywords);
  void pushKeywordNames(Array<ast::Keyword *> keywords);

  // Comprehensions.
  struct ComprehensionParts {
    ast::Expr *node;
    Array<ast::Comprehension *> generators;
    ast::Expr *element, *value;
    std::string_view name;
    ast::NodeKind kind;
  };
  void comprehension(const ComprehensionParts &parts);
  void comprehensionFor(const ComprehensionParts &parts, size_t index, uint32_t depth);
  void comprehensionAsyncFor(const ComprehensionParts &parts, size_t index, uint32_t depth);
  void comprehensionElement(const ComprehensionParts &parts, uint32_t depth);

  // Warnings (Warnings.cpp).
  void checkCompare(const ast::Compare &node);
  void checkCaller(ast::Call &node);
  void checkSubscripted(ast::Subscript &node);
  void checkIndex(ast::Subscript &node);
  std::string_view literalType(ast::Expr &node);

  // Constants (Fold.cpp).
  std::optional<Constant> constantOf(ast::Expr &node);

  const SourceFile &source_;
  StringInterner &interner_;
  const EmitOptions &options_;
  const FutureFeatures &future_;
  const SymbolTable &table_;
  Diagnostics &diagnostics_;
  UnitState *unit_ = nullptr;
  bool interactive_ = false;
  bool failed_ = false;
  const ast::Expr *ownedOperand_ = nullptr; // the call about to be emitted is the operand of ownedOperand()
  int depth_ = 0;
};

// Sets the place for a scope of C++ code and puts the old one back.
class PlaceGuard {
public:
  explicit PlaceGuard(CodeBuilder &code) : code_(code), saved_(code.where) {}
  ~PlaceGuard() { code_.where = saved_; }

private:
  CodeBuilder &code_;
  Location saved_;
};

/// The value of a literal as a constant of the bytecode.
Constant constantFromLiteral(const ast::ConstantValue &value);
/// Operand of BinaryOp.
uint32_t operatorKind(ast::Operator op);
/// The result of an operator on constants; nothing when it raises or would be too big.
std::optional<Constant> foldBinary(const Constant &left, ast::Operator op, const Constant &right);
std::optional<Constant> foldUnary(ast::UnaryOperator op, const Constant &operand);
std::optional<Constant> foldSubscript(const Constant &object, const Constant &index);
/// bool() of a constant.
bool isTrue(const Constant &constant);
/// ast.unparse of an annotation, as `from __future__ import annotations` stores it.
std::string unparse(const ast::Expr &node);

} // namespace regius
