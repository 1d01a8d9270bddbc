// Builds one CodeUnit: instructions with labels, exception regions, places, constants and names.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/support/SourceFile.h"
#include "compiler/support/StringInterner.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace regius {

struct Label {
  uint32_t id = UINT32_MAX;
};

/// The range of instructions guarded by one handler; kNoRegion: none.
using RegionId = uint32_t;
inline constexpr RegionId kNoRegion = UINT32_MAX;

/// Names in order of first use with their index.
class NameTable {
public:
  explicit NameTable(std::vector<std::string> &names) : names_(names) {}
  uint32_t add(Identifier name);
  /// Index of a name that is known, or -1.
  int32_t find(Identifier name) const;

private:
  std::vector<std::string> &names_;
  std::unordered_map<Identifier, uint32_t, IdentifierHash> index_;
};

class CodeBuilder {
  std::unique_ptr<CodeUnit> unit_; // first: the tables below refer to it

public:
  CodeBuilder()
      : unit_(std::make_unique<CodeUnit>()), names(unit_->names), locals(unit_->varNames),
        cells(unit_->cellNames), frees(unit_->freeNames) {}

  CodeUnit &unit() { return *unit_; }
  NameTable names, locals, cells, frees;

  /// Place given to the instructions that follow.
  Location where;
  void setPlace(const Span &span) {
    where = {span.lineno, span.end_lineno, span.col_offset, span.end_col_offset};
  }

  void emit(Opcode op, uint32_t arg = 0);
  /// Makes another opcode with the same effect on the stack of the last instruction; false when that is no `from`.
  bool replaceLast(Opcode from, Opcode to);
  void jump(Opcode op, Label target);
  Label newLabel();
  void bind(Label label);
  /// Code is dropped while it cannot be reached: after a jump or return, until a used label.
  bool reachable() const { return reachable_; }
  void markUnreachable() { reachable_ = false; }
  int depth() const { return depth_; }

  /// Instructions from here on raise to `handler`, which is entered with the present stack and the
  /// exception. The caller restores the old region with setRegion. `above`: values on top of the
  /// stack that the handler does not get.
  RegionId openRegion(Label handler, int above = 0);
  RegionId region() const { return region_; }
  void setRegion(RegionId region) { region_ = region; }

  uint32_t addConstant(Constant constant);
  void loadConstant(Constant constant) {
    if (reachable_)
      emit(Opcode::LoadConst, addConstant(std::move(constant)));
  }

  /// Resolves labels, drops superfluous jumps and fills the exception table. The text is an error
  /// of the emitter itself, empty when all is well.
  std::string finish();
  std::unique_ptr<CodeUnit> take() { return std::move(unit_); }

private:
  struct LabelState {
    int32_t position = -1;
    int32_t depth = -1;
  };
  struct Region {
    Label handler;
    int32_t depth;
  };

  void reach(Label label, int depth);
  void threadJumps();
  void compact();
  std::vector<bool> leaders(const std::vector<bool> &keep) const;
  void dropNops(std::vector<bool> &keep);
  bool dropJumpsToNext(const std::vector<bool> &keep);
  std::vector<uint32_t> predecessors() const;
  void copyExitsWithoutPlace();
  size_t endOfExitWithoutPlace(size_t start, const std::vector<uint32_t> &ways) const;
  void straightenExits();
  void arrange(const std::vector<uint32_t> &order);
  void placeWhatHasNone();
  void placeReturns();
  void fillExceptionTable();
  void internalError(const char *text) {
    if (error_.empty())
      error_ = text;
  }

  std::vector<LabelState> labels_;
  std::vector<Region> regions_;
  std::vector<RegionId> regionOf_; // one for each instruction
  std::unordered_map<std::string, uint32_t> constants_;
  RegionId region_ = kNoRegion;
  int depth_ = 0;
  bool reachable_ = true;
  std::string error_;
};

// Constants.
inline Constant makeConstant(Constant::Kind kind) {
  Constant constant;
  constant.kind = kind;
  return constant;
}
inline Constant noneConstant() { return {}; }
inline Constant boolConstant(bool value) {
  return makeConstant(value ? Constant::Kind::True : Constant::Kind::False);
}
Constant intConstant(int64_t value);
Constant strConstant(std::string_view text);
Constant tupleConstant(std::vector<Constant> items);

} // namespace regius
