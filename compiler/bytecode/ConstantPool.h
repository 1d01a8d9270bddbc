// The constants of one module, without repetition, and their encoding as the blob that
// rt_link_module reads (abi/Constants.def).
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace regius {

class ConstantPool {
public:
  /// `codeIndex` gives the index of a nested code unit in ModuleData::codes.
  explicit ConstantPool(std::function<uint32_t(const CodeUnit *)> codeIndex) : codeIndex_(std::move(codeIndex)) {}

  uint32_t add(const Constant &constant);
  uint32_t name(const std::string &text); // interned str
  uint32_t names(const std::vector<std::string> &texts); // tuple of interned str
  uint32_t tuple(const std::vector<Constant> &items);

  uint32_t count() const { return count_; }
  const std::string &blob() const { return blob_; }

private:
  uint32_t intern(std::string encoding);
  uint32_t sequence(char tag, const std::vector<uint32_t> &items);
  std::function<uint32_t(const CodeUnit *)> codeIndex_;
  std::unordered_map<std::string, uint32_t> known_; // encoding -> index
  std::string blob_;
  uint32_t count_ = 0;
};

} // namespace regius
