// The _locale module: the locale of the C library. Texts of the locale are UTF-8, the only encoding that
// Regius has for the system's texts.
#include "runtime-lib/modules/System.h"

#include <climits>
#include <clocale>
#include <cwchar>
#include <langinfo.h>
#include <libintl.h>

namespace rt {

namespace {

Type *errorType;
Value raiseError(Thread &t, const char *text) { return raiseNew(t, errorType, text); }
Value textOf(Thread &t, const char *text) { return fsDecode(t, text ? text : ""); }

#define INT(name) {#name, static_cast<int64_t>(name)}
const IntConstant kCategories[] = {
    INT(LC_ALL), INT(LC_COLLATE), INT(LC_CTYPE), INT(LC_MESSAGES), INT(LC_MONETARY), INT(LC_NUMERIC),
    INT(LC_TIME), INT(CHAR_MAX),
};
const IntConstant kInformation[] = { // of nl_langinfo
    INT(ABDAY_1), INT(ABDAY_2), INT(ABDAY_3), INT(ABDAY_4), INT(ABDAY_5), INT(ABDAY_6), INT(ABDAY_7),
    INT(ABMON_1), INT(ABMON_10), INT(ABMON_11), INT(ABMON_12), INT(ABMON_2), INT(ABMON_3), INT(ABMON_4),
    INT(ABMON_5), INT(ABMON_6), INT(ABMON_7), INT(ABMON_8), INT(ABMON_9), INT(ALT_DIGITS), INT(AM_STR),
    INT(CODESET), INT(CRNCYSTR), INT(DAY_1), INT(DAY_2), INT(DAY_3), INT(DAY_4), INT(DAY_5), INT(DAY_6),
    INT(DAY_7), INT(D_FMT), INT(D_T_FMT), INT(ERA), INT(ERA_D_FMT), INT(ERA_D_T_FMT), INT(ERA_T_FMT),
    INT(MON_1), INT(MON_10), INT(MON_11), INT(MON_12), INT(MON_2), INT(MON_3), INT(MON_4), INT(MON_5),
    INT(MON_6), INT(MON_7), INT(MON_8), INT(MON_9), INT(NOEXPR), INT(PM_STR), INT(RADIXCHAR), INT(THOUSEP),
    INT(T_FMT), INT(T_FMT_AMPM), INT(YESEXPR), INT(_DATE_FMT),
};

Value setLocale(Thread &t, const Value *a) {
  int category;
  if (!intArgument(t, a[0], &category)) return kNoValue;
  if (!ok(a[1]) || isNone(a[1])) {
    const char *now = setlocale(category, nullptr);
    return now ? textOf(t, now) : raiseError(t, "locale query failed");
  }
  if (!isStr(a[1])) return raise(t, Msg::ArgumentMustBe, "setlocale", " 2", "str or None", typeName(a[1]));
  std::string name;
  if (!fsEncode(t, as<Str>(a[1]), &name)) return kNoValue;
  const char *now = setlocale(category, name.c_str());
  return now ? textOf(t, now) : raiseError(t, "unsupported locale setting");
}

/// The sizes of the groups of digits, with what ends them.
Value grouping(Thread &t, const char *sizes) {
  List *list = listNew(t);
  if (!sizes[0]) return fromObject(list);
  for (;; sizes++) {
    if (!listAppend(t, list, fromInt(*sizes))) return kNoValue;
    if (*sizes == 0 || *sizes == CHAR_MAX) return fromObject(list);
  }
}
Value conventions(Thread &t, const Value *) {
  const lconv *c = localeconv();
  Dict *d = dictNew(t);
  auto set = [&](const char *name, Value v) { return ok(v) && dictSetStr(t, d, internAscii(t, name), v); };
  auto text = [&](const char *name, const char *s) { return set(name, textOf(t, s)); };
  auto number = [&](const char *name, char n) { return set(name, fromInt(n)); };
  const bool good =
      text("int_curr_symbol", c->int_curr_symbol) && text("currency_symbol", c->currency_symbol) &&
      text("mon_decimal_point", c->mon_decimal_point) && text("mon_thousands_sep", c->mon_thousands_sep) &&
      set("mon_grouping", grouping(t, c->mon_grouping)) && text("positive_sign", c->positive_sign) &&
      text("negative_sign", c->negative_sign) && number("int_frac_digits", c->int_frac_digits) &&
      number("frac_digits", c->frac_digits) && number("p_cs_precedes", c->p_cs_precedes) &&
      number("p_sep_by_space", c->p_sep_by_space) && number("n_cs_precedes", c->n_cs_precedes) &&
      number("n_sep_by_space", c->n_sep_by_space) && number("p_sign_posn", c->p_sign_posn) &&
      number("n_sign_posn", c->n_sign_posn) && text("decimal_point", c->decimal_point) &&
      text("thousands_sep", c->thousands_sep) && set("grouping", grouping(t, c->grouping));
  return good ? fromObject(d) : kNoValue;
}
Value languageInfo(Thread &t, const Value *a) {
  int key;
  if (!intArgument(t, a[0], &key)) return kNoValue;
  for (const IntConstant &row : kInformation)
    if (row.number == key) return textOf(t, nl_langinfo(key));
  return raiseText(t, Exc::ValueError, "unsupported langinfo constant");
}
Value encoding(Thread &t, const Value *) { return textOf(t, nl_langinfo(CODESET)); }

bool wideArgument(Thread &t, Value v, const char *function, const char *argument, std::wstring *out) {
  if (!isStr(v)) return raise(t, Msg::ArgumentMustBe, function, argument, "str", typeName(v)), false;
  auto *s = as<Str>(v);
  for (int64_t i = 0; i < s->length; i++) {
    if (!strAt(s, i)) return raiseText(t, Exc::ValueError, "embedded null character"), false;
    out->push_back(static_cast<wchar_t>(strAt(s, i)));
  }
  return true;
}
Value collate(Thread &t, const Value *a) {
  std::wstring x, y;
  if (!wideArgument(t, a[0], "strcoll", " 1", &x) || !wideArgument(t, a[1], "strcoll", " 2", &y)) return kNoValue;
  return fromInt(wcscoll(x.c_str(), y.c_str()));
}
Value transform(Thread &t, const Value *a) {
  std::wstring text, out;
  if (!wideArgument(t, a[0], "strxfrm", "", &text)) return kNoValue;
  errno = 0;
  size_t size = wcsxfrm(nullptr, text.c_str(), 0);
  if (errno && errno != ERANGE) return raiseErrno(t, errno);
  out.resize(size + 1);
  size = wcsxfrm(out.data(), text.c_str(), out.size());
  StrBuilder result(t);
  for (size_t i = 0; i < size; i++) result.addPoint(static_cast<uint32_t>(out[i]));
  return fromObject(result.finish());
}

// --- Message catalogues
bool optionalText(Thread &t, Value v, const char *function, const char *argument, std::string *out, const char **text) {
  *text = nullptr;
  if (isNone(v)) return true;
  if (!isStr(v)) return raise(t, Msg::ArgumentMustBe, function, argument, "str or None", typeName(v)), false;
  if (!fsEncode(t, as<Str>(v), out)) return false;
  *text = out->c_str();
  return true;
}
Value translate(Thread &t, const Value *a) {
  std::string message;
  return textArgument(t, a[0], "gettext", "", &message) ? textOf(t, gettext(message.c_str())) : kNoValue;
}
Value translateIn(Thread &t, const Value *a) {
  std::string domain, message;
  const char *name;
  if (!optionalText(t, a[0], "dgettext", " 1", &domain, &name) || !textArgument(t, a[1], "dgettext", " 2", &message)) return kNoValue;
  return textOf(t, dgettext(name, message.c_str()));
}
Value translateCategory(Thread &t, const Value *a) {
  std::string domain, message;
  const char *name;
  int category;
  if (!optionalText(t, a[0], "dcgettext", " 1", &domain, &name) || !textArgument(t, a[1], "dcgettext", " 2", &message) ||
      !intArgument(t, a[2], &category))
    return kNoValue;
  return textOf(t, dcgettext(name, message.c_str(), category));
}
Value setDomain(Thread &t, const Value *a) {
  std::string domain;
  const char *name;
  if (!optionalText(t, a[0], "textdomain", "", &domain, &name)) return kNoValue;
  const char *now = textdomain(name);
  return now ? textOf(t, now) : raiseErrno(t, errno);
}
Value bindDomain(Thread &t, const Value *a) {
  std::string domain, directory;
  if (!textArgument(t, a[0], "bindtextdomain", " 1", &domain)) return kNoValue;
  if (domain.empty()) return raiseError(t, "domain must be a non-empty string");
  if (!isNone(a[1]) && !fsBytesArgument(t, a[1], &directory)) return kNoValue;
  const char *now = bindtextdomain(domain.c_str(), isNone(a[1]) ? nullptr : directory.c_str());
  return now ? textOf(t, now) : raiseErrno(t, errno);
}
Value bindCodeset(Thread &t, const Value *a) {
  std::string domain, codeset;
  const char *name;
  if (!textArgument(t, a[0], "bind_textdomain_codeset", " 1", &domain) ||
      !optionalText(t, a[1], "bind_textdomain_codeset", " 2", &codeset, &name))
    return kNoValue;
  const char *now = bind_textdomain_codeset(domain.c_str(), name);
  return now ? textOf(t, now) : none();
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("bind_textdomain_codeset", bindCodeset, "(domain, codeset, /)"),
                                NATIVE_FUNCTION("bindtextdomain", bindDomain, "(domain, dir, /)"),
                                NATIVE_FUNCTION("dcgettext", translateCategory, "(domain, msg, category, /)"),
                                NATIVE_FUNCTION("dgettext", translateIn, "(domain, msg, /)"),
                                NATIVE_FUNCTION("getencoding", encoding, "()"),
                                NATIVE_FUNCTION("gettext", translate, "(msg, /)"),
                                NATIVE_FUNCTION("localeconv", conventions, "()"),
                                NATIVE_FUNCTION("nl_langinfo", languageInfo, "(key, /)"),
                                NATIVE_FUNCTION("setlocale", setLocale, "(category, locale=None, /)"),
                                NATIVE_FUNCTION("strcoll", collate, "(os1, os2, /)"),
                                NATIVE_FUNCTION("strxfrm", transform, "(string, /)"),
                                NATIVE_FUNCTION("textdomain", setDomain, "(domain, /)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  // CPython sets the encoding at start-up, and replaces that of the C locale by UTF-8 (PEP 538).
  const char *characters = setlocale(LC_CTYPE, "");
  if (!characters || std::string_view(characters) == "C" || std::string_view(characters) == "POSIX") setlocale(LC_CTYPE, "C.UTF-8");
  errorType = newException(t, "locale", "Error", exceptionType(Exc::Exception));
  addRoot(&errorType);
  return errorType && addValue(t, module, "Error", fromObject(errorType)) && addFunctions(t, module, kFunctions) &&
         addConstants(t, module, kCategories) && addConstants(t, module, kInformation);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_locale, "_locale", rt::initialise)
