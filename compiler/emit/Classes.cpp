// Class definitions: __build_class__(body function, name, *bases, **keywords).
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

/// The unit of the class body; it returns the __class__ cell, or None when no method needs it.
void Emitter::classBody(ClassDef &node, UnitState &state, int firstLine) {
  enterUnit(state, CodeKind::Class, table_.scopeOf(&node), node.name, firstLine);
  if (state.scope->needsClassDict) {
    emit(Opcode::LoadLocals);
    emit(Opcode::StoreDeref, derefIndex(classDictName()));
  }
  nameOp("__name__", Access::Load);
  nameOp("__module__", Access::Store);
  loadConstant(strConstant(state.code.unit().qualName));
  nameOp("__qualname__", Access::Store);
  if (!node.type_params.empty()) {
    nameOp(".type_params", Access::Load);
    nameOp("__type_params__", Access::Store);
  }
  body(node.body, true);
  noPlace();
  if (state.scope->needsClassCell) {
    emit(Opcode::LoadClosure, derefIndex(interner_.intern("__class__")));
    emit(Opcode::Copy, 1);
    nameOp("__classcell__", Access::Store);
  } else {
    loadNone();
  }
  emit(Opcode::ReturnValue);
}

void Emitter::classDef(ClassDef &node) {
  const int firstLine = node.decorator_list.empty() ? node.lineno : node.decorator_list[0]->lineno;
  decorators(node.decorator_list);
  at(node);
  const bool generic = !node.type_params.empty();
  UnitState paramsState;
  if (generic) {
    enterUnit(paramsState, CodeKind::TypeParams, table_.typeParamsOf(&node),
              "<generic parameters of " + std::string(node.name.view()) + ">", firstLine);
    paramsState.privateName = node.name;
    at(node);
    typeParams(node.type_params);
    nameOp(".type_params", Access::Store);
  }
  UnitState state;
  classBody(node, state, firstLine);
  std::shared_ptr<CodeUnit> inner = leaveUnit();

  emit(Opcode::LoadBuildClass);
  emit(Opcode::PushNull);
  makeFunction(std::move(inner));
  loadConstant(strConstant(node.name));
  if (generic) {
    nameOp(".type_params", Access::Load);
    emit(Opcode::Intrinsic, static_cast<uint32_t>(IntrinsicKind::SubscriptGeneric));
    nameOp(".generic_base", Access::Store);
    genericBases(node);
    emit(Opcode::ReturnValue);
    callTypeParams(leaveUnit(), 0);
  } else {
    callArguments(2, node.bases, node.keywords);
  }
  applyDecorators(node.decorator_list);
  nameOp(node.name, Access::Store);
}

/// Calls __build_class__ with Generic[...] as the last base.
void Emitter::genericBases(ClassDef &node) {
  if (!checkKeywords(node.keywords))
    return;
  bool plain = true;
  for (Expr *base : node.bases)
    plain &= !base->is<Starred>();
  for (Keyword *keyword : node.keywords)
    plain &= static_cast<bool>(keyword->arg);
  if (plain) {
    expressions(node.bases);
    nameOp(".generic_base", Access::Load);
    for (Keyword *keyword : node.keywords)
      expression(*keyword->value);
    if (!node.keywords.empty())
      pushKeywordNames(node.keywords);
    return emit(node.keywords.empty() ? Opcode::Call : Opcode::CallKw,
                static_cast<uint32_t>(node.bases.size() + node.keywords.size() + 3));
  }
  sequence(node.bases, 2, Opcode::BuildList, Opcode::ListAppend, Opcode::ListExtend, false);
  nameOp(".generic_base", Access::Load);
  emit(Opcode::ListAppend, 1);
  emit(Opcode::ListToTuple);
  if (!node.keywords.empty())
    keywordDict(node.keywords);
  emit(Opcode::CallEx, node.keywords.empty() ? 0 : 1);
}

} // namespace regius
