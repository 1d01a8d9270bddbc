// Parameter lists of def and lambda, and type parameter lists (Reference 8.7, 8.10).
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// param: NAME [':' expression]    (after '*' the annotation may be starred)
Arg *Parser::parseParameter(bool annotated, bool starred) {
  auto *parameter = make<Arg>(token().span);
  if (!acceptName(parameter->arg))
    return nullptr;
  if (annotated && accept(K::Colon)) {
    parameter->annotation = starred ? parseStarExpression() : parseExpression();
    if (!parameter->annotation)
      return nullptr;
  }
  return finish(parameter);
}

// param_no_default: param ',' [TYPE_COMMENT] | param [TYPE_COMMENT] &')'
// True if there was a comma.
bool Parser::parseParameterEnd(Arg *parameter, TokenKind end) {
  const bool comma = accept(K::Comma);
  if (parameter && end == K::RightParen && at(K::TypeComment) && (comma || token(1).kind == end))
    parameter->type_comment = acceptTypeComment();
  return comma;
}

// parameters: ','.(param ['=' expression])* with one '/', then '*' [param] or '**' param
// `end` closes the list: ')' for def, ':' for lambda, whose parameters have no annotations.
Arguments *Parser::parseParameters(TokenKind end) {
  bool annotated = end == K::RightParen;
  auto *arguments = arena_.make<Arguments>();
  std::vector<Arg *> positional, keywordOnly;
  std::vector<Expr *> defaults, keywordDefaults;
  size_t slash = SIZE_MAX;
  bool sawStar = false, bareStar = false;
  auto parseDefault = [&](Expr *&value) {
    value = nullptr;
    if (!accept(K::Equal))
      return true;
    value = parseExpression();
    return value != nullptr;
  };
  while (!at(end)) {
    Arg *parameter = nullptr;
    if (at(K::Slash)) {
      // Reference 8.7: '/' once, before '*', after at least one parameter.
      if (slash != SIZE_MAX || sawStar || positional.empty())
        return nullptr;
      slash = positional.size();
      ++position_;
    } else if (accept(K::DoubleStar)) {
      parameter = arguments->kwarg = parseParameter(annotated, false);
      if (!parameter || at(K::Equal))
        return nullptr;
      parseParameterEnd(parameter, end);
      break;
    } else if (accept(K::Star)) {
      if (sawStar)
        return nullptr;
      sawStar = true;
      if (at(K::Comma)) {
        bareStar = true;
      } else {
        parameter = arguments->vararg = parseParameter(annotated, true);
        if (!parameter || at(K::Equal))
          return nullptr;
      }
    } else {
      parameter = parseParameter(annotated, false);
      Expr *value;
      if (!parameter || !parseDefault(value))
        return nullptr;
      if (sawStar) {
        keywordOnly.push_back(parameter);
        keywordDefaults.push_back(value);
      } else {
        // Defaults are those of the last parameters.
        if (!value && !defaults.empty())
          return nullptr;
        positional.push_back(parameter);
        if (value)
          defaults.push_back(value);
      }
    }
    if (!parseParameterEnd(parameter, end))
      break;
  }
  if (!at(end) || (bareStar && keywordOnly.empty()))
    return nullptr;
  if (slash != SIZE_MAX)
    require(Feature::PositionalOnly);
  size_t positionalOnly = slash == SIZE_MAX ? 0 : slash;
  arguments->posonlyargs = arena_.copy(positional.data(), positionalOnly);
  arguments->args =
      arena_.copy(positional.data() + positionalOnly, positional.size() - positionalOnly);
  arguments->kwonlyargs = arena_.copy(keywordOnly.data(), keywordOnly.size());
  arguments->kw_defaults = arena_.copy(keywordDefaults.data(), keywordDefaults.size());
  arguments->defaults = arena_.copy(defaults.data(), defaults.size());
  return arguments;
}

// [type_params]    type_params: '[' ','.type_param+ [','] ']'
bool Parser::parseTypeParams(Array<TypeParam *> &params) {
  if (!accept(K::LeftBracket))
    return true;
  ListBuilder<TypeParam> list(*this);
  do {
    if (list.size() && at(K::RightBracket))
      break;
    TypeParam *param = parseTypeParam();
    if (!param)
      return false;
    list.add(param);
  } while (accept(K::Comma));
  params = list.take();
  require(Feature::TypeParams);
  return accept(K::RightBracket);
}

// type_param: NAME [':' expression] ['=' expression]
//           | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]
TypeParam *Parser::parseTypeParam() {
  Span start = token().span;
  auto parseDefault = [&](Expr *&value, bool starred) {
    if (!accept(K::Equal))
      return true;
    value = starred ? parseStarExpression() : parseExpression();
    return value != nullptr;
  };
  if (accept(K::Star)) {
    auto *param = make<TypeVarTuple>(start);
    if (!acceptName(param->name) || !parseDefault(param->default_value, true))
      return nullptr;
    return finish(param);
  }
  if (accept(K::DoubleStar)) {
    auto *param = make<ParamSpec>(start);
    if (!acceptName(param->name) || !parseDefault(param->default_value, false))
      return nullptr;
    return finish(param);
  }
  auto *param = make<TypeVar>(start);
  if (!acceptName(param->name))
    return nullptr;
  if (accept(K::Colon)) {
    param->bound = parseExpression();
    if (!param->bound)
      return nullptr;
  }
  return parseDefault(param->default_value, false) ? finish(param) : nullptr;
}

} // namespace regius
