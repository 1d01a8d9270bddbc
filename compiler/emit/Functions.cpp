// def and lambda: defaults and annotations are evaluated first, then the function is made from its
// unit and the attributes are attached, innermost value first:
//   [defaults kwdefaults annotations closure] MakeFunction, SetFunctionAttr ...
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

void Emitter::decorators(Array<Expr *> list) {
  for (Expr *node : list) {
    expression(*node);
    PlaceGuard guard(code());
    at(*node);
    emit(Opcode::PushNull);
  }
}

/// [.. decorator null object] -> [result], from the inside out.
void Emitter::applyDecorators(Array<Expr *> list) {
  PlaceGuard guard(code());
  for (size_t i = list.size(); i-- > 0;) {
    at(*list[i]);
    emit(Opcode::Call, 1);
  }
}

bool Emitter::checkParameterNames(Arguments &args) {
  for (Array<Arg *> list : {args.posonlyargs, args.args, args.kwonlyargs})
    for (Arg *item : list)
      if (forbiddenName(item->arg, Access::Store))
        return false;
  for (Arg *item : {args.vararg, args.kwarg})
    if (item && forbiddenName(item->arg, Access::Store))
      return false;
  return true;
}

bool Emitter::pushDefaults(Arguments &args) {
  if (args.defaults.empty())
    return false;
  std::vector<Constant> items;
  for (Expr *value : args.defaults) {
    std::optional<Constant> item = constantOf(*value);
    if (!item)
      break;
    items.push_back(std::move(*item));
  }
  if (items.size() == args.defaults.size()) {
    PlaceGuard guard(code());
    for (Expr *value : args.defaults) { // their lines, as if they were not one constant
      at(*value);
      emit(Opcode::Nop);
    }
    loadConstant(tupleConstant(std::move(items)));
  } else {
    expressions(args.defaults);
    emit(Opcode::BuildTuple, static_cast<uint32_t>(args.defaults.size()));
  }
  return true;
}

/// A dict of the keyword-only parameters' defaults.
bool Emitter::pushKwDefaults(Arguments &args) {
  uint32_t count = 0;
  for (size_t i = 0; i < args.kwonlyargs.size(); ++i) {
    if (!args.kw_defaults[i])
      continue;
    {
      PlaceGuard guard(code());
      at(*args.kw_defaults[i]); // the names come after the values in CPython
      loadConstant(strConstant(mangled(args.kwonlyargs[i]->arg)));
    }
    expression(*args.kw_defaults[i]);
    ++count;
  }
  if (count)
    emit(Opcode::BuildMap, count);
  return count != 0;
}

void Emitter::annotationValue(Expr &node) {
  if (future_.annotations())
    return loadConstant(strConstant(unparse(node)));
  // PEP 646: *args: *Ts unpacks to its one element.
  if (auto *star = node.dynAs<Starred>()) {
    expression(*star->value);
    return emit(Opcode::UnpackSequence, 1);
  }
  expression(node);
}

/// A dict from parameter names and `return` to annotations.
bool Emitter::pushAnnotations(Arguments &args, Expr *returns) {
  uint32_t count = 0;
  auto add = [&](Identifier name, Expr *annotation) {
    if (!annotation)
      return;
    loadConstant(strConstant(mangled(name)));
    annotationValue(*annotation);
    ++count;
  };
  for (Array<Arg *> list : {args.posonlyargs, args.args})
    for (Arg *item : list)
      add(item->arg, item->annotation);
  if (args.vararg)
    add(args.vararg->arg, args.vararg->annotation);
  for (Arg *item : args.kwonlyargs)
    add(item->arg, item->annotation);
  if (args.kwarg)
    add(args.kwarg->arg, args.kwarg->annotation);
  add(interner_.intern("return"), returns);
  if (count)
    emit(Opcode::BuildMap, count);
  return count != 0;
}

void Emitter::setParameters(Arguments &args) {
  CodeUnit &unit = code().unit();
  unit.posOnlyCount = static_cast<uint32_t>(args.posonlyargs.size());
  unit.argCount = unit.posOnlyCount + static_cast<uint32_t>(args.args.size());
  unit.kwOnlyCount = static_cast<uint32_t>(args.kwonlyargs.size());
  if (args.vararg)
    unit.flags |= kVarArgs;
  if (args.kwarg)
    unit.flags |= kVarKeywords;
}

void Emitter::finishFunction(std::shared_ptr<CodeUnit> inner, FunctionAttributes attributes) {
  makeFunction(std::move(inner));
  if (attributes.annotations)
    emit(Opcode::SetFunctionAttr, static_cast<uint32_t>(FunctionAttr::Annotations));
  if (attributes.kwDefaults)
    emit(Opcode::SetFunctionAttr, static_cast<uint32_t>(FunctionAttr::KwDefaults));
  if (attributes.defaults)
    emit(Opcode::SetFunctionAttr, static_cast<uint32_t>(FunctionAttr::Defaults));
}

namespace {

/// The first parameter of a static or class method is no instance.
bool hasNoSelf(Array<Expr *> decoratorList) {
  for (const Expr *node : decoratorList)
    if (const auto *name = node->dynAs<Name>())
      if (name->id == std::string_view("classmethod") ||
          name->id == std::string_view("staticmethod"))
        return true;
  return false;
}

} // namespace

template <class Def> void Emitter::functionDef(Def &node, bool isAsync) {
  if (!checkParameterNames(*node.args))
    return;
  const int firstLine = node.decorator_list.empty() ? node.lineno : node.decorator_list[0]->lineno;
  const bool generic = !node.type_params.empty();
  const bool inClass = unit_->kind == CodeKind::Class;
  UnitState *ownerClass = inClass ? unit_ : nullptr;
  decorators(node.decorator_list);
  at(node);
  FunctionAttributes attributes;
  attributes.defaults = pushDefaults(*node.args);
  attributes.kwDefaults = pushKwDefaults(*node.args);

  // PEP 695: a generic function is made inside a function that holds its type parameters; the
  // defaults, evaluated outside, are its arguments.
  UnitState paramsState;
  if (generic) {
    enterUnit(paramsState, CodeKind::TypeParams, table_.typeParamsOf(&node),
              "<generic parameters of " + std::string(node.name.view()) + ">", firstLine);
    const uint32_t count = (attributes.defaults ? 1u : 0u) + (attributes.kwDefaults ? 1u : 0u);
    code().unit().argCount = code().unit().posOnlyCount = count;
    at(node);
    typeParams(node.type_params);
    for (uint32_t i = 0; i < count; ++i)
      emit(Opcode::LoadLocal, i);
  }
  attributes.annotations = pushAnnotations(*node.args, node.returns);

  UnitState state;
  enterUnit(state, CodeKind::Function, table_.scopeOf(&node), node.name, firstLine);
  state.isAsync = isAsync;
  setParameters(*node.args);
  if (ownerClass) {
    state.code.unit().flags |= kMethod;
    if (state.code.unit().argCount && !hasNoSelf(node.decorator_list)) {
      state.firstParameter = state.scope->parameters[0];
      state.ownerClass = ownerClass;
    }
  }
  const ConstantValue *text = options_.optimize < 2 ? docstring(node.body) : nullptr;
  // co_consts starts with the docstring, be it None.
  state.code.addConstant(text ? constantFromLiteral(*text) : noneConstant());
  if (text)
    state.code.unit().flags |= kHasDocstring;
  findOwnedLocals(node.body);
  for (size_t i = text ? 1 : 0; i < node.body.size(); ++i)
    statement(*node.body[i]);
  noPlace();
  loadNone();
  dropOwnedLocals();
  emit(Opcode::ReturnValue);
  placeOwnedLocals();
  finishFunction(leaveUnit(), attributes);

  if (generic) {
    // [type parameters function]: the tuple goes to the function.
    emit(Opcode::SetFunctionAttr, static_cast<uint32_t>(FunctionAttr::TypeParams));
    emit(Opcode::ReturnValue);
    callTypeParams(leaveUnit(),
                   (attributes.defaults ? 1u : 0u) + (attributes.kwDefaults ? 1u : 0u));
  }
  applyDecorators(node.decorator_list);
  nameOp(node.name, Access::Store);
}

template void Emitter::functionDef(FunctionDef &, bool);
template void Emitter::functionDef(AsyncFunctionDef &, bool);

void Emitter::lambda(Lambda &node) {
  if (!checkParameterNames(*node.args))
    return;
  FunctionAttributes attributes;
  attributes.defaults = pushDefaults(*node.args);
  attributes.kwDefaults = pushKwDefaults(*node.args);
  UnitState state;
  enterUnit(state, CodeKind::Lambda, table_.scopeOf(&node), "<lambda>", node.lineno);
  setParameters(*node.args);
  state.code.addConstant(noneConstant()); // no docstring
  expression(*node.body);
  at(*node.body);
  emit(Opcode::ReturnValue);
  finishFunction(leaveUnit(), attributes);
}

} // namespace regius
