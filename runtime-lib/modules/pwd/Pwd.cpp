// The pwd module: the user database of the C library.
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/pwd/Lookup.h"

#include <pwd.h>
#include <string>

namespace rt {

namespace {

Type *userType;

Value userValue(Thread &t, const passwd &user) {
  auto text = [&](const char *s) { return s ? fsDecode(t, s) : none(); };
  Value items[] = {text(user.pw_name),  text(user.pw_passwd), fromInt(user.pw_uid),  fromInt(user.pw_gid),
                   text(user.pw_gecos), text(user.pw_dir),    text(user.pw_shell)};
  return structSequenceNew(t, userType, items);
}
Value byId(Thread &t, const Value *a) {
  uid_t id;
  if (!idArgument(t, a[0], IdKind::User, &id)) {
    if (!pendingMatches(t, Exc::OverflowError)) return kNoValue;
    clearPending(t);
    return raise(t, Msg::IdMissing, "getpwuid", "uid", "");
  }
  passwd record;
  std::string buffer;
  passwd *user = lookUpEntry(t, &record, &buffer, [&](auto... rest) { return getpwuid_r(id, rest...); });
  return user ? userValue(t, *user) : raise(t, Msg::IdMissing, "getpwuid", "uid", ": " + std::to_string(static_cast<int>(id)));
}
Value byName(Thread &t, const Value *a) {
  std::string name;
  if (!textArgument(t, a[0], "getpwnam", "", &name)) return kNoValue;
  passwd record;
  std::string buffer;
  passwd *user = lookUpEntry(t, &record, &buffer, [&](auto... rest) { return getpwnam_r(name.c_str(), rest...); });
  return user ? userValue(t, *user) : raise(t, Msg::NameMissingIn, "getpwnam", reprOf(a[0]));
}
Value everybody(Thread &t, const Value *) {
  List *list = listNew(t);
  setpwent();
  while (passwd *user = getpwent()) {
    Value v = userValue(t, *user);
    if (!ok(v) || !listAppend(t, list, v)) break;
  }
  endpwent();
  return ok(t.pending) ? kNoValue : fromObject(list);
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("getpwall", everybody, "()"),
                                NATIVE_FUNCTION("getpwnam", byName, "(name, /)"),
                                NATIVE_FUNCTION("getpwuid", byId, "(uidobj, /)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  static const char *const fields[] = {"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell", nullptr};
  userType = structSequenceType(t, "pwd", "struct_passwd", fields, 7);
  addRoot(&userType);
  return addFunctions(t, module, kFunctions) && addValue(t, module, "struct_passwd", fromObject(userType));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(pwd, "pwd", rt::initialise)
