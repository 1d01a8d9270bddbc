// Module specs and loaders: what importlib.machinery calls ModuleSpec, and the objects in __loader__.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/ModuleSupport.h"

#include <cstdio>

namespace rt {

namespace {

struct ModuleSpec : Object {
  Value attributes;
  Value name, loader, origin, loaderState, locations, cached, initializing, hasLocation;
};
struct Loader : Object {
  Value attributes;
};
Type *specType, *sourceLoaderType, *builtinImporterType;
Value sourceLoader;

void traceSpec(Object *object, Tracer &tracer) {
  tracer.range(&static_cast<ModuleSpec *>(object)->attributes, (sizeof(ModuleSpec) - sizeof(Object)) / sizeof(Value));
}
void traceLoader(Object *object, Tracer &tracer) { tracer.value(static_cast<Loader *>(object)->attributes); }

Value getParent(Thread &t, Value self) {
  auto *spec = as<ModuleSpec>(self);
  if (ok(spec->locations) && !isNone(spec->locations)) return spec->name;
  auto *name = as<Str>(spec->name);
  for (int64_t i = name->length - 1; i >= 0; i--)
    if (strAt(name, i) == '.') return fromObject(strSlice(t, name, 0, i));
  return fromObject(strEmpty());
}

Value reprSpec(Thread &t, Value self) {
  auto *spec = as<ModuleSpec>(self);
  StrBuilder out(t);
  auto part = [&](const char *label, Value v) {
    out.add(label);
    Str *text = repr(t, ok(v) ? v : none());
    if (text) out.add(text);
  };
  part("ModuleSpec(name=", spec->name);
  part(", loader=", spec->loader);
  if (ok(spec->origin) && !isNone(spec->origin)) part(", origin=", spec->origin);
  if (ok(spec->locations) && !isNone(spec->locations)) part(", submodule_search_locations=", spec->locations);
  out.add(")");
  return ok(t.pending) ? kNoValue : fromObject(out.finish());
}

/// ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)
Value createSpec(Thread &t, Type *type, const Value *args, size_t n, Tuple *kwNames) {
  Value v[5] = {kNoValue, none(), none(), none(), none()};
  static const char *const kNames[] = {"name", "loader", "origin", "loader_state", "is_package"};
  for (size_t i = 0; i < n && i < 2; i++) v[i] = args[i];
  for (int64_t k = 0; kwNames && k < kwNames->size; k++)
    for (int i = 0; i < 5; i++)
      if (strEquals(as<Str>(kwNames->items[k]), kNames[i])) v[i] = args[n + static_cast<size_t>(k)];
  if (!ok(v[0]) || n > 2) return raiseText(t, Exc::TypeError, "ModuleSpec() takes a name and a loader");
  auto *spec = static_cast<ModuleSpec *>(TRY(allocateInstance(t, type)));
  spec->name = v[0];
  spec->loader = v[1];
  spec->origin = v[2];
  spec->loaderState = v[3];
  bool isPackage = !isNone(v[4]) && truth(t, v[4]) > 0;
  spec->locations = isPackage ? fromObject(listNew(t)) : none();
  spec->cached = none();
  spec->hasLocation = spec->initializing = fromBool(false);
  writeBarrier(spec);
  return fromObject(spec);
}
bool initSpec(Thread &, Value, const Value *, size_t, Tuple *) { return true; }

Value findModuleFile(Thread &t, Value name) {
  Value module = importModule(t, strIntern(t, as<Str>(name)));
  return ok(module) ? getAttribute(t, module, names().__file__) : kNoValue;
}
Value loaderGetFilename(Thread &t, const Value *args) { return findModuleFile(t, args[1]); }
Value loaderIsPackage(Thread &t, const Value *args) {
  Value module = TRY(importModule(t, strIntern(t, as<Str>(args[1]))));
  bool failed = false;
  Value path = getAttributeOrNone(t, module, names().__path__, &failed);
  return failed ? kNoValue : fromBool(ok(path));
}
Value loaderGetData(Thread &t, const Value *args) {
  std::string_view path = strUtf8(t, as<Str>(args[1]));
  FILE *file = std::fopen(path.data(), "rb");
  if (!file) return raiseErrno(t, 2, args[1]);
  std::fseek(file, 0, SEEK_END);
  long size = std::ftell(file);
  std::rewind(file);
  Bytes *bytes = bytesNew(t, nullptr, size);
  size_t n = std::fread(bytes->data, 1, static_cast<size_t>(size), file);
  std::fclose(file);
  return static_cast<long>(n) == size ? fromObject(bytes) : raiseErrno(t, 5, args[1]);
}
Value loaderGetSource(Thread &, const Value *) { return none(); }
Value loaderCreate(Thread &, const Value *) { return none(); }
Value loaderExec(Thread &, const Value *) { return none(); }

const NativeRow kLoaderMethods[] = {
    {"create_module", loaderCreate, "($self, spec, /)"},
    {"exec_module", loaderExec, "($self, module, /)"},
    {"get_data", loaderGetData, "($self, path, /)"},
    {"get_filename", loaderGetFilename, "($self, name=None, /)"},
    {"get_source", loaderGetSource, "($self, fullname, /)"},
    {"is_package", loaderIsPackage, "($self, fullname, /)"},
    {nullptr, nullptr, nullptr},
};
const MemberRow kSpecMembers[] = {
    {"_initializing", offsetof(ModuleSpec, initializing), false},
    {"cached", offsetof(ModuleSpec, cached), false},
    {"has_location", offsetof(ModuleSpec, hasLocation), false},
    {"loader", offsetof(ModuleSpec, loader), false},
    {"loader_state", offsetof(ModuleSpec, loaderState), false},
    {"name", offsetof(ModuleSpec, name), false},
    {"origin", offsetof(ModuleSpec, origin), false},
    {"submodule_search_locations", offsetof(ModuleSpec, locations), false},
    {nullptr, 0},
};
const GetSetRow kSpecGetSets[] = {{"parent", getParent}, {nullptr, nullptr}};

} // namespace

Type *moduleSpecType() { return specType; }

void registerImportTypes(Thread &t) {
  TypeSpec spec{};
  spec.flags = kTypeHasDict | kTypeSubclassable;
  spec.instanceSize = sizeof(ModuleSpec);
  spec.trace = traceSpec;
  spec.extraOffset = offsetof(ModuleSpec, attributes);
  spec.members = kSpecMembers;
  spec.getSets = kSpecGetSets;
  spec.fillSlots = [](Slots &slots) {
    slots.create = createSpec;
    slots.init = initSpec;
    slots.repr = reprSpec;
  };
  Type *object = builtinType(TypeId::Object);
  specType = makeNativeType(t, "_frozen_importlib", "ModuleSpec", object, spec);
  TypeSpec loader{};
  loader.flags = kTypeHasDict | kTypeSubclassable;
  loader.instanceSize = sizeof(Loader);
  loader.trace = traceLoader;
  loader.extraOffset = offsetof(Loader, attributes);
  loader.methods = kLoaderMethods;
  sourceLoaderType = makeNativeType(t, "_frozen_importlib_external", "SourceFileLoader", object, loader);
  builtinImporterType = makeNativeType(t, "_frozen_importlib", "BuiltinImporter", object, loader);
  addRoot(&specType);
  addRoot(&sourceLoaderType);
  addRoot(&builtinImporterType);
  addRoot(&sourceLoader);
  sourceLoader = fromObject(allocateInstance(t, sourceLoaderType));
}

Value compiledLoader(Thread &) { return sourceLoader; }
Value nativeLoader(Thread &) { return fromObject(builtinImporterType); } // the class itself, as in CPython

Value makeSpec(Thread &t, Str *name, Value loader, Value origin, Value locations) {
  Value args[] = {fromObject(name), loader};
  Value v = TRY(createSpec(t, specType, args, 2, nullptr));
  auto *spec = as<ModuleSpec>(v);
  spec->origin = origin;
  spec->locations = locations;
  spec->hasLocation = fromBool(same(loader, sourceLoader));
  return v;
}

} // namespace rt
