// The modules _md5, _sha1, _sha256 and _sha512: hash objects over the block functions of Blocks.cpp.
#include "runtime-lib/modules/hash/Hash.h"

#include "runtime-lib/modules/ModuleSupport.h"

#include <algorithm>
#include <cstring>

namespace rt {

bool hashInput(Thread &t, Value v, BytesArgument *bytes) {
  if (isStr(v)) return raiseText(t, Exc::TypeError, "Strings must be encoded before hashing"), false;
  if (!typeOf(v)->slots.getBuffer) return raiseText(t, Exc::TypeError, "object supporting the buffer API required"), false;
  return bytes->acquire(t, v);
}

namespace {

struct HashState {
  const HashKind *kind;
  uint64_t state[8];
  uint8_t pending[128];
  unsigned pendingSize;
  uint64_t total;
};
struct HashObject : Object {
  HashState hash;
};
Type *hashType;
HashState &hashOf(Value v) { return as<HashObject>(v)->hash; }

void feed(HashState &h, const uint8_t *data, size_t size) {
  h.total += size;
  unsigned block = h.kind->blockSize;
  if (h.pendingSize) {
    size_t n = std::min<size_t>(size, block - h.pendingSize);
    std::memcpy(h.pending + h.pendingSize, data, n);
    h.pendingSize += static_cast<unsigned>(n);
    data += n, size -= n;
    if (h.pendingSize < block) return;
    h.kind->block(h.state, h.pending);
    h.pendingSize = 0;
  }
  for (; size >= block; data += block, size -= block) h.kind->block(h.state, data);
  if (size) std::memcpy(h.pending, data, size);
  h.pendingSize = static_cast<unsigned>(size);
}
/// The digest of what was fed so far; the state goes on.
void finish(HashState h, uint8_t *out) {
  unsigned block = h.kind->blockSize, lengthSize = block / 8;
  uint64_t bits = h.total * 8;
  h.pending[h.pendingSize++] = 0x80;
  if (h.pendingSize > block - lengthSize) {
    std::memset(h.pending + h.pendingSize, 0, block - h.pendingSize);
    h.kind->block(h.state, h.pending);
    h.pendingSize = 0;
  }
  std::memset(h.pending + h.pendingSize, 0, block - h.pendingSize);
  for (unsigned i = 0; i < 8; i++)
    h.pending[h.kind->littleEndian ? block - 8 + i : block - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  h.kind->block(h.state, h.pending);
  for (unsigned i = 0; i < h.kind->digestSize; i++) {
    unsigned at = i % h.kind->wordSize;
    out[i] = static_cast<uint8_t>(h.state[i / h.kind->wordSize] >> (8 * (h.kind->littleEndian ? at : h.kind->wordSize - 1 - at)));
  }
}

bool update(Thread &t, HashState &h, Value v) {
  BytesArgument bytes;
  if (!hashInput(t, v, &bytes)) return false;
  feed(h, bytes.data, static_cast<size_t>(bytes.length));
  return true;
}
Value updateMethod(Thread &t, const Value *a) { return update(t, hashOf(a[0]), a[1]) ? none() : kNoValue; }
Value digest(Thread &t, const Value *a) {
  uint8_t out[64];
  finish(hashOf(a[0]), out);
  return fromObject(bytesNew(t, out, hashOf(a[0]).kind->digestSize));
}
Value hexDigest(Thread &t, const Value *a) {
  uint8_t out[64];
  finish(hashOf(a[0]), out);
  return hexText(t, {out, hashOf(a[0]).kind->digestSize}, kNoValue, kNoValue);
}
Value copy(Thread &t, const Value *a) {
  auto *made = reinterpret_cast<HashObject *>(allocateInstance(t, typeOf(a[0])));
  made->hash = hashOf(a[0]);
  return fromObject(made);
}
Value digestSize(Thread &, Value self) { return fromInt(hashOf(self).kind->digestSize); }
Value blockSize(Thread &, Value self) { return fromInt(hashOf(self).kind->blockSize); }
Value name(Thread &t, Value self) { return fromObject(internAscii(t, hashOf(self).kind->name)); }
const NativeRow kMethods[] = {{"update", updateMethod, "($self, obj, /)"},
                              {"digest", digest, "($self, /)"},
                              {"hexdigest", hexDigest, "($self, /)"},
                              {"copy", copy, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"digest_size", digestSize}, {"block_size", blockSize}, {"name", name}, {nullptr, nullptr}};

template <const HashKind *kind> Value make(Thread &t, const Value *a) {
  auto *made = reinterpret_cast<HashObject *>(allocateInstance(t, hashType));
  made->hash.kind = kind;
  std::memcpy(made->hash.state, kind->start, sizeof kind->start);
  return !ok(a[0]) || update(t, made->hash, a[0]) ? fromObject(made) : kNoValue;
}
bool makeHashType(Thread &t) {
  if (hashType) return true;
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(HashObject);
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  hashType = makeNativeType(t, "_hashlib", "HASH", builtinType(TypeId::Object), spec);
  addRoot(&hashType);
  return hashType != nullptr;
}
#define ROW(name, kind) {name, make<&kind>, "(string=b'', *, usedforsecurity=True)", NativeKind::Function}
#define END {nullptr, nullptr, nullptr}
const NativeRow kMd5Functions[] = {ROW("md5", kMd5), END};
const NativeRow kSha1Functions[] = {ROW("sha1", kSha1), END};
const NativeRow kSha256Functions[] = {ROW("sha224", kSha224), ROW("sha256", kSha256), END};
const NativeRow kSha512Functions[] = {ROW("sha384", kSha384), ROW("sha512", kSha512), END};
template <const NativeRow *rows> bool initialise(Thread &t, Value module) { return makeHashType(t) && addFunctions(t, module, rows); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_md5, "_md5", rt::initialise<rt::kMd5Functions>)
NATIVE_MODULE_DEFINITION(_sha1, "_sha1", rt::initialise<rt::kSha1Functions>)
NATIVE_MODULE_DEFINITION(_sha256, "_sha256", rt::initialise<rt::kSha256Functions>)
NATIVE_MODULE_DEFINITION(_sha512, "_sha512", rt::initialise<rt::kSha512Functions>)
