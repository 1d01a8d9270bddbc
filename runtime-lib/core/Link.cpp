// Links a compiled module into the running program: decodes its constant blob (abi/Constants.def), makes
// the cells of the globals that its code mentions, and registers all of it as roots.
#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/objects/set/Set.h"
#include "runtime-lib/objects/Code.h"

#include "compiler/bytecode/Leb128.h"

#include <cstring>

namespace rt {

namespace {

enum class Tag : uint8_t {
#define CONSTANT(Name, Contents) Name,
#include "runtime-lib/abi/Constants.def"
};

class BlobReader {
public:
  explicit BlobReader(const uint8_t *p) : p_(p) {}
  uint8_t byte() { return *p_++; }
  uint64_t number() { return regius::getUnsigned(p_); }
  int64_t signedNumber() { return regius::getSigned(p_); }
  double real() {
    uint64_t bits = 0;
    for (unsigned i = 0; i < 8; i++) bits |= static_cast<uint64_t>(*p_++) << (8 * i);
    double d;
    std::memcpy(&d, &bits, sizeof d);
    return d;
  }
  std::string_view text() {
    auto size = static_cast<size_t>(number());
    std::string_view view(reinterpret_cast<const char *>(p_), size);
    p_ += size;
    return view;
  }

private:
  const uint8_t *p_;
};

Value readSequence(Thread &t, BlobReader &in, const Value *constants, bool frozenSet) {
  auto count = static_cast<int64_t>(in.number());
  Value set = frozenSet ? setNew(t, true) : kNoValue;
  Tuple *tuple = frozenSet ? nullptr : tupleNew(t, count);
  for (int64_t i = 0; i < count; i++) {
    Value item = constants[in.number()];
    if (tuple)
      tuple->items[i] = item;
    else if (!setAdd(t, set, item))
      return kNoValue;
  }
  if (tuple) return fromObject(tuple);
  // CPython's compiler makes a constant set a second time from the first one, which shows in its order.
  return setFromIterable(t, fromObject(TRY(toTuple(t, set))), true);
}

Value readConstant(Thread &t, BlobReader &in, const ModuleData *data) {
  switch (static_cast<Tag>(in.byte())) {
  case Tag::None: return none();
  case Tag::True: return fromBool(true);
  case Tag::False: return fromBool(false);
  case Tag::Ellipsis: return fromObject(&rt_Ellipsis);
  case Tag::Int: return intValue(t, in.signedNumber());
  case Tag::BigInt: return intFromDecimal(t, in.text());
  case Tag::Float: return floatValue(t, in.real());
  case Tag::Complex: {
    double real = in.real();
    return complexValue(t, real, in.real());
  }
  case Tag::Str: return fromObject(strFromUtf8(t, in.text()));
  case Tag::InternedStr: return fromObject(strIntern(t, strFromUtf8(t, in.text())));
  case Tag::Bytes: {
    std::string_view bytes = in.text();
    return fromObject(bytesNew(t, bytes.data(), static_cast<int64_t>(bytes.size())));
  }
  case Tag::Tuple: return readSequence(t, in, data->constants, false);
  case Tag::FrozenSet: return readSequence(t, in, data->constants, true);
  case Tag::Code: return fromObject(codeNew(t, data->codes[in.number()]));
  }
  return kNoValue;
}

} // namespace

bool decodeConstants(Thread &t, ModuleData *data) {
  BlobReader in(data->constantBlob);
  for (uint32_t i = 0; i < data->constantCount; i++) {
    data->constants[i] = readConstant(t, in, data);
    if (!ok(data->constants[i])) return false;
  }
  return true;
}

Function *moduleBody(Thread &t, ModuleData *data, Dict *globals) {
  return functionNew(t, data->body, globals, kNoValue);
}

bool linkModule(Thread &t, ModuleData *data, Dict *globals) {
  if (!data->linked) {
    addRoot(data->constants, data->constantCount);
    if (!decodeConstants(t, data)) return false;
  }
  // Cells are kept alive by the namespaces that contain them; those of builtins by the builtins module.
  Dict *builtins = builtinsDict();
  for (uint32_t i = 0; i < data->globalCount; i++) {
    auto *name = as<Str>(data->constants[data->globalNames[i]]);
    data->globals[i] = dictGlobalCell(t, globals, name);
    data->builtins[i] = ok(dictGetStr(builtins, name)) ? dictGlobalCell(t, builtins, name) : &rt_emptyCell;
    if (!data->globals[i] || !data->builtins[i]) return false;
  }
  data->nameSpace = globals;
  if (!data->linked) {
    addRoot(&data->nameSpace);
    addRoot(reinterpret_cast<Value *>(data->globals), data->globalCount);
    addRoot(reinterpret_cast<Value *>(data->builtins), data->globalCount);
  }
  data->linked = 1;
  return true;
}

} // namespace rt
