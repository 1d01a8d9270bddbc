// The grp module: the group database of the C library.
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/pwd/Lookup.h"

#include <grp.h>
#include <string>

namespace rt {

namespace {

Type *groupType;

Value groupValue(Thread &t, const group &g) {
  auto text = [&](const char *s) { return s ? fsDecode(t, s) : none(); };
  List *members = listNew(t);
  for (char **member = g.gr_mem; *member; member++)
    if (!listAppend(t, members, fsDecode(t, *member))) return kNoValue;
  Value items[] = {text(g.gr_name), text(g.gr_passwd), fromInt(g.gr_gid), fromObject(members)};
  return structSequenceNew(t, groupType, items);
}
Value byId(Thread &t, const Value *a) {
  gid_t id;
  if (!idArgument(t, a[0], IdKind::Group, &id)) return kNoValue;
  group record;
  std::string buffer;
  group *g = lookUpEntry(t, &record, &buffer, [&](auto... rest) { return getgrgid_r(id, rest...); });
  return g ? groupValue(t, *g) : raise(t, Msg::IdMissing, "getgrgid", "gid", ": " + std::to_string(static_cast<int>(id)));
}
Value byName(Thread &t, const Value *a) {
  std::string name;
  if (!textArgument(t, a[0], "getgrnam", " 'name'", &name)) return kNoValue;
  group record;
  std::string buffer;
  group *g = lookUpEntry(t, &record, &buffer, [&](auto... rest) { return getgrnam_r(name.c_str(), rest...); });
  return g ? groupValue(t, *g) : raise(t, Msg::NameMissingIn, "getgrnam", reprOf(a[0]));
}
Value everyGroup(Thread &t, const Value *) {
  List *list = listNew(t);
  setgrent();
  while (group *g = getgrent()) {
    Value v = groupValue(t, *g);
    if (!ok(v) || !listAppend(t, list, v)) break;
  }
  endgrent();
  return ok(t.pending) ? kNoValue : fromObject(list);
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("getgrall", everyGroup, "()"),
                                NATIVE_FUNCTION("getgrgid", byId, "(id)"),
                                NATIVE_FUNCTION("getgrnam", byName, "(name)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  static const char *const fields[] = {"gr_name", "gr_passwd", "gr_gid", "gr_mem", nullptr};
  groupType = structSequenceType(t, "grp", "struct_group", fields, 4);
  addRoot(&groupType);
  return addFunctions(t, module, kFunctions) && addValue(t, module, "struct_group", fromObject(groupType));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(grp, "grp", rt::initialise)
