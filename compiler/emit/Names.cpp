// Loads, stores and deletes of names: which instruction a name becomes follows from its scope.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

/// Builtins that read the caller's local variables: a function that mentions one must keep them
/// visible (CodeFlags::kNeedsLocals).
bool Emitter::readsCallersLocals(std::string_view name) {
  for (std::string_view builtin : {"locals", "vars", "dir", "eval", "exec"})
    if (name == builtin)
      return true;
  return false;
}

/// A class may have a cell __class__ of its own while the name means that of a class around it.
uint32_t Emitter::derefIndex(Identifier mangledName, NameScope kind) {
  if (const int32_t cell = code().cells.find(mangledName); cell >= 0 && kind != NameScope::Free)
    return static_cast<uint32_t>(cell);
  const int32_t free = code().frees.find(mangledName);
  if (free < 0 && !failed_) {
    failed_ = true;
    diagnostics_.report(SyntaxErrorId::InternalEmitterError,
                        {"a free variable has no cell", mangledName});
    return 0;
  }
  return static_cast<uint32_t>(free) + static_cast<uint32_t>(code().unit().cellNames.size());
}

bool Emitter::forbiddenName(std::string_view name, Access access) {
  if (name != "__debug__" || access == Access::Load)
    return false;
  errorHere(access == Access::Store ? SyntaxErrorId::AssignToDebug : SyntaxErrorId::DeleteDebug);
  return true;
}

void Emitter::nameOp(Identifier name, Access access) {
  if (forbiddenName(name, access))
    return;
  static constexpr Opcode kLocal[] = {Opcode::LoadLocal, Opcode::StoreLocal, Opcode::DeleteLocal};
  static constexpr Opcode kDeref[] = {Opcode::LoadDeref, Opcode::StoreDeref, Opcode::DeleteDeref};
  static constexpr Opcode kGlobal[] = {Opcode::LoadGlobal, Opcode::StoreGlobal,
                                       Opcode::DeleteGlobal};
  static constexpr Opcode kName[] = {Opcode::LoadName, Opcode::StoreName, Opcode::DeleteName};
  const size_t which = static_cast<size_t>(access);
  const Identifier id = mangled(name);
  const Scope &scope = *unit_->scope;
  const NameScope kind = scope.scopeOf(id);
  switch (kind) {
  case NameScope::Free:
  case NameScope::Cell:
    if (scope.kind == ScopeKind::Class && access == Access::Load)
      return emit(Opcode::LoadClassDeref, derefIndex(id, kind));
    if (access == Access::Load && scope.seesClassScope && id != classDictName()) {
      emit(Opcode::LoadDeref, derefIndex(classDictName()));
      return emit(Opcode::LoadFromDictOrDeref, derefIndex(id, kind));
    }
    return emit(kDeref[which], derefIndex(id, kind));
  case NameScope::Local:
    if (scope.isFunctionLike()) {
      if (access == Access::Delete)
        dropLocal(id);
      return emit(kLocal[which], code().locals.add(id));
    }
    break;
  case NameScope::GlobalImplicit:
    if (scope.isFunctionLike()) {
      if (readsCallersLocals(id))
        code().unit().flags |= kNeedsLocals;
      if (access == Access::Load && scope.seesClassScope) {
        emit(Opcode::LoadDeref, derefIndex(classDictName()));
        return emit(Opcode::LoadFromDictOrGlobals, code().names.add(id));
      }
      return emit(kGlobal[which], code().names.add(id));
    }
    break;
  case NameScope::GlobalExplicit:
    return emit(kGlobal[which], code().names.add(id));
  case NameScope::Unresolved: // names the emitter makes up, such as __module__
    break;
  }
  emit(kName[which], code().names.add(id));
}

} // namespace regius
