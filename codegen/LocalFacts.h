// What is known about the locals of a code unit at each instruction, by forward dataflow.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <vector>

namespace regius::codegen {

class LocalFacts {
public:
  explicit LocalFacts(const CodeUnit &unit);
  /// True when the local has certainly a value before the instruction.
  bool isBound(uint32_t instruction, uint32_t local) const { return bound_[instruction][local]; }
  /// The program deletes the local, or sets it to None after it had another value: it may expect the object to die.
  bool isReleased(uint32_t local) const { return released_[local]; }
  /// A collection may happen while the local has a value that no later instruction reads: only the name keeps the
  /// object alive then (Language reference 4.1).
  bool isHeld(uint32_t local) const { return held_[local]; }
  /// The entry of the exception table that covers the instruction, or -1.
  int32_t handler(uint32_t instruction) const { return handlers_[instruction]; }
  /// True when a basic block begins at the instruction.
  bool isLeader(uint32_t instruction) const { return leaders_[instruction]; }
  /// True when control comes to the instruction from elsewhere than the one before it.
  bool isTarget(uint32_t instruction) const { return targets_[instruction]; }
  /// True when the instruction lies between a backward jump and its target.
  bool inLoop(uint32_t instruction) const { return loops_[instruction]; }

private:
  void findHeld(const CodeUnit &unit);

  std::vector<bool> loops_, released_, held_;
  std::vector<std::vector<bool>> bound_;
  std::vector<int32_t> handlers_;
  std::vector<bool> leaders_, targets_;
};

} // namespace regius::codegen
