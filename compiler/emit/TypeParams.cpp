// Type parameters and `type` statements (PEP 695, 696). Bounds, constraints, defaults and the value
// of an alias are functions without parameters, called when somebody asks.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

/// [] -> [function computing the expression]; a starred one, the default of a TypeVarTuple, is the only
/// item of what it unpacks.
void Emitter::lazyExpression(Expr &node, const Node *key, Identifier name) {
  UnitState state;
  enterUnit(state, CodeKind::TypeParams, table_.scopeOf(key), name, node.lineno);
  if (auto *starred = node.dynAs<Starred>()) {
    expression(*starred->value);
    emit(Opcode::UnpackSequence, 1);
  } else {
    expression(node);
  }
  emit(Opcode::ReturnValue);
  makeFunction(leaveUnit());
}

/// [] -> [tuple of the type parameters], each bound to its name.
void Emitter::typeParams(Array<TypeParam *> list) {
  auto intrinsic = [this](IntrinsicKind kind) {
    emit(Opcode::Intrinsic, static_cast<uint32_t>(kind));
  };
  for (TypeParam *item : list) {
    PlaceGuard guard(code());
    at(*item);
    Identifier name;
    Expr *value = nullptr;
    if (auto *variable = item->dynAs<TypeVar>()) {
      name = variable->name;
      value = variable->default_value;
      loadConstant(strConstant(name));
      if (variable->bound) {
        lazyExpression(*variable->bound, variable->bound, name);
        intrinsic(variable->bound->is<Tuple>() ? IntrinsicKind::TypeVarWithConstraints
                                               : IntrinsicKind::TypeVarWithBound);
      } else {
        intrinsic(IntrinsicKind::TypeVar);
      }
    } else if (auto *spec = item->dynAs<ParamSpec>()) {
      name = spec->name;
      value = spec->default_value;
      loadConstant(strConstant(name));
      intrinsic(IntrinsicKind::ParamSpec);
    } else {
      name = item->as<TypeVarTuple>()->name;
      value = item->as<TypeVarTuple>()->default_value;
      loadConstant(strConstant(name));
      intrinsic(IntrinsicKind::TypeVarTuple);
    }
    if (value) {
      lazyExpression(*value, value, name);
      intrinsic(IntrinsicKind::SetDefault);
    }
    emit(Opcode::Copy, 1);
    nameOp(name, Access::Store);
  }
  emit(Opcode::BuildTuple, static_cast<uint32_t>(list.size()));
}

/// [arguments..] -> [result of calling the type-parameter unit with them]
void Emitter::callTypeParams(std::shared_ptr<CodeUnit> inner, uint32_t arguments) {
  makeFunction(std::move(inner));
  emit(Opcode::PushNull);
  if (arguments == 1) {        // [a f null]
    emit(Opcode::Swap, 3);     // [null f a]
    emit(Opcode::Swap, 2);     // [null a f]
    emit(Opcode::Swap, 3);     // [f a null]
    emit(Opcode::Swap, 2);     // [f null a]
  } else if (arguments == 2) { // [a b f null]
    emit(Opcode::Swap, 3);     // [a null f b]
    emit(Opcode::Swap, 2);     // [a null b f]
    emit(Opcode::Swap, 4);     // [f null b a]
    emit(Opcode::Swap, 2);     // [f null a b]
  }
  emit(Opcode::Call, arguments);
}

void Emitter::typeAlias(TypeAlias &node) {
  auto *name = node.name->dynAs<Name>();
  if (!name)
    return;
  const bool generic = !node.type_params.empty();
  UnitState state;
  if (generic) {
    enterUnit(state, CodeKind::TypeParams, table_.typeParamsOf(&node),
              "<generic parameters of " + std::string(name->id.view()) + ">", node.lineno);
    at(node);
    loadConstant(strConstant(name->id));
    typeParams(node.type_params);
  } else {
    loadConstant(strConstant(name->id));
    loadNone();
  }
  lazyExpression(*node.value, &node, name->id);
  emit(Opcode::Intrinsic, static_cast<uint32_t>(IntrinsicKind::TypeAlias));
  if (generic) {
    emit(Opcode::ReturnValue);
    callTypeParams(leaveUnit(), 0);
  }
  nameOp(name->id, Access::Store);
}

} // namespace regius
