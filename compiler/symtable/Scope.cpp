// Symbols in order of appearance; most scopes have so few names that a linear search of pointers
// is the fastest map.
#include "compiler/symtable/Scope.h"

namespace regius {

namespace {
constexpr size_t kLinear = 12;
}

Symbol *SymbolMap::find(Identifier name) {
  if (index_.empty()) {
    for (Symbol &symbol : symbols_)
      if (symbol.name == name)
        return &symbol;
    return nullptr;
  }
  const size_t mask = index_.size() - 1;
  for (size_t at = name.hash() & mask; index_[at]; at = (at + 1) & mask)
    if (symbols_[index_[at] - 1].name == name)
      return &symbols_[index_[at] - 1];
  return nullptr;
}

Symbol &SymbolMap::insert(Identifier name) {
  if (Symbol *found = find(name))
    return *found;
  symbols_.push_back({name, 0, NameScope::Unresolved});
  if (symbols_.size() > kLinear) {
    if (symbols_.size() * 2 > index_.size()) {
      rehash(symbols_.size() * 4);
    } else {
      const size_t mask = index_.size() - 1;
      size_t at = name.hash() & mask;
      while (index_[at])
        at = (at + 1) & mask;
      index_[at] = static_cast<uint32_t>(symbols_.size());
    }
  }
  return symbols_.back();
}

void SymbolMap::rehash(size_t wanted) {
  size_t capacity = 64;
  while (capacity < wanted)
    capacity *= 2;
  index_.assign(capacity, 0);
  for (size_t i = 0; i < symbols_.size(); ++i) {
    size_t at = symbols_[i].name.hash() & (capacity - 1);
    while (index_[at])
      at = (at + 1) & (capacity - 1);
    index_[at] = static_cast<uint32_t>(i + 1);
  }
}

} // namespace regius
