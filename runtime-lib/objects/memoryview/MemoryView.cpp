// memoryview: creation, indexing, slicing, casting, comparison.
#include "runtime-lib/objects/memoryview/MemoryView.h"

#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <algorithm>
#include <cstring>

namespace rt {
static int64_t itemCount(MemoryView *m) {
  int64_t n = 1;
  for (int i = 0; i < m->ndim; i++)
    n *= m->shape()[i];
  return n;
}

bool isContiguous(MemoryView *m, bool fortran) {
  if (m->hasSuboffsets)
    return false;
  if (itemCount(m) == 0)
    return true;
  int64_t step = m->itemSize;
  for (int k = 0; k < m->ndim; k++) {
    int i = fortran ? k : m->ndim - 1 - k;
    if (m->shape()[i] > 1 && m->strides()[i] != step)
      return false;
    step *= m->shape()[i];
  }
  return true;
}

void describeBuffer(MemoryView *m, Buffer *buffer) {
  buffer->data = m->data;
  buffer->length = itemCount(m) * m->itemSize;
  buffer->readOnly = m->readOnly;
  buffer->format = m->format;
  buffer->itemSize = m->itemSize;
  buffer->ndim = m->ndim;
  if (!buffer->full)
    return;
  buffer->shape = m->shape();
  buffer->strides = m->strides();
  buffer->suboffsets = m->hasSuboffsets ? m->suboffsets() : nullptr;
}

namespace {

constexpr int kMaxDims = 64;

MemoryView *view(Value v) { return as<MemoryView>(v); }
bool alive(Thread &t, MemoryView *m) { return !m->released || ok(raise(t, Msg::ViewReleased)); }

MemoryView *allocateView(Thread &t, Value base, int ndim) {
  auto *m = static_cast<MemoryView *>(allocateInstance(
      t, builtinType(TypeId::MemoryView), static_cast<size_t>(ndim) * 3 * sizeof(int64_t)));
  if (!m)
    return nullptr;
  m->released = true; // until the buffer is held
  m->ndim = ndim;
  m->base = base;
  Buffer held;
  if (!getFullBuffer(t, base, &held))
    return nullptr;
  m->held = held;
  m->base = held.owner;
  m->released = false;
  return m;
}

void contiguousStrides(MemoryView *m) {
  int64_t step = m->itemSize;
  for (int i = m->ndim - 1; i >= 0; i--) {
    m->strides()[i] = step;
    step *= m->shape()[i];
  }
}

// A view like m (same base), with room for ndim dimensions.
MemoryView *derive(Thread &t, MemoryView *m, int ndim) {
  MemoryView *n = TRY(allocateView(t, m->base, ndim));
  n->data = m->data;
  n->itemSize = m->itemSize;
  n->readOnly = m->readOnly;
  n->format = m->format;
  n->formatText = m->formatText;
  n->hidesBase = m->hidesBase;
  return n;
}
void copyDims(MemoryView *to, MemoryView *from) {
  std::memcpy(to->dims, from->dims, static_cast<size_t>(from->ndim) * 3 * sizeof(int64_t));
  to->hasSuboffsets = from->hasSuboffsets;
}

Value viewOf(Thread &t, Value object) {
  if (isExactly(object, TypeId::MemoryView)) {
    MemoryView *m = view(object);
    if (!alive(t, m))
      return kNoValue;
    MemoryView *n = TRY(derive(t, m, m->ndim));
    copyDims(n, m);
    return fromObject(n);
  }
  if (!typeOf(object)->slots.getBuffer)
    return raise(t, Msg::ViewNeedsBuffer, typeName(object));
  Buffer probe;
  if (!getFullBuffer(t, object, &probe))
    return kNoValue;
  int ndim = probe.ndim ? probe.ndim : probe.shape ? 0 : 1;
  releaseBuffer(&probe);
  if (ndim > kMaxDims)
    return raiseText(t, Exc::ValueError, "memoryview: number of dimensions must not exceed 64");
  MemoryView *m = TRY(allocateView(t, object, ndim));
  m->data = m->held.data;
  m->itemSize = m->held.itemSize;
  m->readOnly = m->held.readOnly;
  m->format = m->held.format ? m->held.format : "B";
  if (m->held.shape)
    std::copy_n(m->held.shape, ndim, m->shape());
  else if (ndim)
    m->shape()[0] = m->itemSize ? m->held.length / m->itemSize : 0;
  if (m->held.strides)
    std::copy_n(m->held.strides, ndim, m->strides());
  else
    contiguousStrides(m);
  m->hasSuboffsets = m->held.suboffsets != nullptr;
  if (m->hasSuboffsets)
    std::copy_n(m->held.suboffsets, ndim, m->suboffsets());
  return fromObject(m);
}

// Where entry i of a dimension begins.
const uint8_t *entryAt(MemoryView *m, const uint8_t *at, int dim, int64_t i) {
  at += i * m->strides()[dim];
  if (!m->hasSuboffsets || m->suboffsets()[dim] < 0)
    return at;
  const uint8_t *next;
  std::memcpy(&next, at, sizeof next);
  return next + m->suboffsets()[dim];
}

// Calls visit(item address) in C order; false when a visit failed.
template <typename F> bool eachItem(MemoryView *m, const uint8_t *at, int dim, F &visit) {
  if (dim == m->ndim)
    return visit(at);
  for (int64_t i = 0; i < m->shape()[dim]; i++)
    if (!eachItem(m, entryAt(m, at, dim, i), dim + 1, visit))
      return false;
  return true;
}

std::string contents(MemoryView *m) {
  std::string out;
  if (isContiguous(m, false)) {
    out.assign(reinterpret_cast<char *>(m->data), static_cast<size_t>(itemCount(m) * m->itemSize));
    return out;
  }
  auto add = [&](const uint8_t *p) {
    out.append(reinterpret_cast<const char *>(p), static_cast<size_t>(m->itemSize));
    return true;
  };
  eachItem(m, m->data, 0, add);
  return out;
}

void releaseHeld(MemoryView *m) {
  if (m->released)
    return;
  m->released = true;
  releaseBuffer(&m->held);
}

// Address of an item by one index or a tuple; null with an exception pending.
uint8_t *itemAt(Thread &t, MemoryView *m, const Value *keys, int64_t count) {
  const uint8_t *p = m->data;
  for (int64_t d = 0; d < count; d++) {
    int64_t i, n = m->shape()[d];
    if (!subscriptIndex(t, keys[d], &i) || !alive(t, m))
      return nullptr;
    if (i < 0)
      i += n;
    if (i < 0 || i >= n)
      return raise(t, Msg::ViewIndexRange, d + 1), nullptr;
    p = entryAt(m, p, static_cast<int>(d), i);
  }
  return const_cast<uint8_t *>(p);
}

bool isIndex(Value v) { return isAnyInt(v) || typeOf(v)->slots.index; }

Value sliceView(Thread &t, MemoryView *m, Value key) {
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, m->shape()[0], &start, &stop, &step, &count))
    return kNoValue;
  MemoryView *n = TRY(derive(t, m, m->ndim));
  copyDims(n, m);
  n->data = m->data + start * m->strides()[0];
  n->shape()[0] = count;
  n->strides()[0] = m->strides()[0] * step;
  return fromObject(n);
}

bool isSlice(Value v) { return isExactly(v, TypeId::Slice); }
template <bool (*Wanted)(Value)> bool tupleOfAll(Value key) {
  if (!isTuple(key))
    return false;
  for (int64_t i = 0; i < as<Tuple>(key)->size; i++)
    if (!Wanted(as<Tuple>(key)->items[i]))
      return false;
  return true;
}
bool indexTuple(Value key) { return tupleOfAll<isIndex>(key); }
// Neither an index, nor a slice, nor a tuple of indices.
Value raiseKey(Thread &t, Value key) {
  return raise(t, tupleOfAll<isSlice>(key) ? Msg::ViewMultiSlice : Msg::ViewInvalidKey);
}

Value getItemSlot(Thread &t, Value self, Value key) {
  MemoryView *m = view(self);
  if (!alive(t, m))
    return kNoValue;
  if (m->ndim == 0) {
    if (isTuple(key) && as<Tuple>(key)->size == 0)
      return unpackItem(t, m->data, m->format);
    if (isExactly(key, TypeId::Ellipsis))
      return self;
    return raise(t, Msg::ViewZeroDim);
  }
  if (isIndex(key)) {
    if (m->ndim > 1)
      return raise(t, Msg::ViewSubViews);
    uint8_t *p = itemAt(t, m, &key, 1);
    return p ? unpackItem(t, p, m->format) : kNoValue;
  }
  if (isExactly(key, TypeId::Slice))
    return sliceView(t, m, key);
  if (indexTuple(key)) {
    Tuple *keys = as<Tuple>(key);
    if (keys->size < m->ndim)
      return raise(t, Msg::ViewSubViews);
    if (keys->size > m->ndim)
      return raise(t, Msg::ViewTooManyIndices, m->ndim, keys->size);
    uint8_t *p = itemAt(t, m, keys->items, keys->size);
    return p ? unpackItem(t, p, m->format) : kNoValue;
  }
  return raiseKey(t, key);
}

// Stores an item; converting the value may run code that releases the view.
bool store(Thread &t, MemoryView *m, uint8_t *p, Value v) {
  uint8_t item[8];
  if (!packItem(t, item, m->format, v) || !alive(t, m))
    return false;
  std::memcpy(p, item, static_cast<size_t>(m->itemSize));
  return true;
}

bool sameFormat(MemoryView *a, MemoryView *b) {
  auto plain = [](MemoryView *m) { return m->format + (*m->format == '@'); };
  return std::strcmp(plain(a), plain(b)) == 0;
}

bool assignSlice(Thread &t, MemoryView *m, Value key, Value v) {
  if (m->ndim != 1)
    return ok(raise(t, Msg::ViewMultiSlice));
  Value target = sliceView(t, m, key), source = ok(target) ? viewOf(t, v) : kNoValue;
  if (!ok(source) || !alive(t, m))
    return false;
  MemoryView *to = view(target), *from = view(source);
  bool fits = from->ndim == 1 && sameFormat(from, to) &&
              from->itemSize == to->itemSize && from->shape()[0] == to->shape()[0];
  if (fits) {
    std::string copy = contents(from); // the two may overlap
    for (int64_t i = 0; i < to->shape()[0]; i++)
      std::memcpy(const_cast<uint8_t *>(entryAt(to, to->data, 0, i)), copy.data() + i * to->itemSize,
                  static_cast<size_t>(to->itemSize));
  }
  releaseHeld(to);
  releaseHeld(from);
  return fits || ok(raise(t, Msg::ViewStructures));
}

bool setItemSlot(Thread &t, Value self, Value key, Value v) {
  MemoryView *m = view(self);
  if (!alive(t, m))
    return false;
  if (!itemCode(m->format))
    return ok(raise(t, Msg::ViewFormatUnsupported, m->format));
  if (m->readOnly)
    return ok(raise(t, Msg::ViewReadOnly));
  if (!ok(v))
    return ok(raise(t, Msg::ViewDelete));
  if (m->ndim == 0) {
    bool whole = isExactly(key, TypeId::Ellipsis) || (isTuple(key) && as<Tuple>(key)->size == 0);
    return whole ? store(t, m, m->data, v) : ok(raise(t, Msg::ViewZeroDim));
  }
  if (isIndex(key)) {
    if (m->ndim > 1)
      return ok(raise(t, Msg::ViewSubViews));
    uint8_t *p = itemAt(t, m, &key, 1);
    return p && store(t, m, p, v);
  }
  if (isExactly(key, TypeId::Slice))
    return assignSlice(t, m, key, v);
  if (indexTuple(key)) {
    Tuple *keys = as<Tuple>(key);
    if (keys->size < m->ndim)
      return ok(raise(t, Msg::ViewSubViews));
    if (keys->size > m->ndim)
      return ok(raise(t, Msg::ViewTooManyIndices, m->ndim, keys->size));
    uint8_t *p = itemAt(t, m, keys->items, keys->size);
    return p && store(t, m, p, v);
  }
  return ok(raiseKey(t, key));
}

int64_t lengthSlot(Thread &t, Value self) {
  if (!alive(t, view(self)))
    return -1;
  return view(self)->ndim == 0 ? 1 : view(self)->shape()[0];
}

Value reprSlot(Thread &t, Value self) {
  char text[64];
  std::snprintf(text, sizeof text, "<%smemory at 0x%llx>", view(self)->released ? "released " : "",
                static_cast<unsigned long long>(bitsOf(self)));
  return fromObject(strFromAscii(t, text));
}

Value listOf(Thread &t, MemoryView *m, const uint8_t *at, int dim) {
  if (dim == m->ndim)
    return unpackItem(t, at, m->format);
  List *list = TRY(listNew(t));
  for (int64_t i = 0; i < m->shape()[dim]; i++) {
    Value item = TRY(listOf(t, m, entryAt(m, at, dim, i), dim + 1));
    if (!listAppend(t, list, item))
      return kNoValue;
  }
  return fromObject(list);
}

// Reads items for a comparison: those of formats with one native character here, others as the struct
// module does.
struct ItemReader {
  MemoryView *m;
  Value unpack = kNoValue;
  // False with struct.error pending: a format that it does not know.
  bool open(Thread &t) {
    if (itemCode(m->format))
      return true;
    Value import = builtinNamed(t, "__import__");
    Value module = ok(import) ? callWith(t, import, fromObject(internAscii(t, "struct"))) : kNoValue;
    Value type = ok(module) ? getAttribute(t, module, internAscii(t, "Struct")) : kNoValue;
    Value packer = ok(type) ? callWith(t, type, fromObject(strFromUtf8(t, m->format))) : kNoValue;
    unpack = ok(packer) ? getAttribute(t, packer, internAscii(t, "unpack")) : kNoValue;
    return ok(unpack);
  }
  Value read(Thread &t, const uint8_t *at) const {
    if (!ok(unpack))
      return unpackItem(t, at, m->format);
    Value items = TRY(callWith(t, unpack, fromObject(TRY(bytesNew(t, at, m->itemSize)))));
    return isTuple(items) && as<Tuple>(items)->size == 1 ? as<Tuple>(items)->items[0] : items;
  }
};

// x == y, also of a NaN and itself. -1 with an exception pending.
int equalItems(Thread &t, Value x, Value y) {
  Value answer = compare(t, x, y, CompareKind::Equal);
  return ok(answer) ? truth(t, answer) : -1;
}

// Do the two have the same items? -1 with an exception pending.
int sameItems(Thread &t, const ItemReader &x, const uint8_t *a, const ItemReader &y, const uint8_t *b, int dim) {
  if (dim < x.m->ndim) {
    for (int64_t i = 0; i < x.m->shape()[dim]; i++)
      if (int same = sameItems(t, x, entryAt(x.m, a, dim, i), y, entryAt(y.m, b, dim, i), dim + 1); same <= 0)
        return same;
    return 1;
  }
  Value left = x.read(t, a), right = ok(left) ? y.read(t, b) : kNoValue;
  if (!ok(right))
    return -1;
  if (!isTuple(left) || !isTuple(right))
    return equalItems(t, left, right);
  auto *p = as<Tuple>(left), *q = as<Tuple>(right);
  int same = p->size == q->size;
  for (int64_t i = 0; same > 0 && i < p->size; i++)
    same = equalItems(t, p->items[i], q->items[i]);
  return same;
}

// Shapes that differ only behind a dimension of length 0 hold the same: nothing.
bool sameShape(MemoryView *x, MemoryView *y) {
  if (x->ndim != y->ndim)
    return false;
  for (int i = 0; i < x->ndim; i++) {
    if (x->shape()[i] != y->shape()[i])
      return false;
    if (!x->shape()[i])
      break;
  }
  return true;
}

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (kind != CompareKind::Equal && kind != CompareKind::NotEqual)
    return notImplemented();
  if (!isExactly(a, TypeId::MemoryView))
    return notImplemented();
  bool equal;
  if (view(a)->released || (isExactly(b, TypeId::MemoryView) && view(b)->released))
    equal = same(a, b);
  else {
    Value other = typeOf(b)->slots.getBuffer ? viewOf(t, b) : kNoValue;
    if (!ok(other)) {
      clearPending(t);
      return notImplemented();
    }
    MemoryView *x = view(a), *y = view(other);
    char code = itemCode(x->format);
    equal = sameShape(x, y);
    if (equal && code && code == itemCode(y->format) && code != 'f' && code != 'd' && code != '?') {
      equal = contents(x) == contents(y);
    } else if (equal) {
      ItemReader left{x}, right{y};
      if (!left.open(t) || !right.open(t)) {
        // A format that the struct module does not know either: nothing is equal.
        if (pendingMatches(t, Exc::MemoryError))
          return kNoValue;
        clearPending(t);
        equal = false;
      } else {
        int state = sameItems(t, left, x->data, right, y->data, 0);
        if (state < 0)
          return kNoValue;
        equal = state;
      }
    }
    releaseHeld(y);
  }
  return fromBool(equal == (kind == CompareKind::Equal));
}

bool hashSlot(Thread &t, Value self, int64_t *out) {
  MemoryView *m = view(self);
  if (m->hashed) {
    *out = m->hash;
    return true;
  }
  if (!alive(t, m))
    return false;
  if (!m->readOnly)
    return ok(raise(t, Msg::ViewHashWritable));
  char code = itemCode(m->format);
  if (code != 'B' && code != 'b' && code != 'c')
    return ok(raise(t, Msg::ViewHashFormat));
  int64_t ignored;
  if (!hash(t, m->base, &ignored))
    return false;
  std::string bytes = contents(m);
  *out = m->hash = static_cast<int64_t>(hashBytes(bytes.data(), bytes.size()));
  m->hashed = true;
  return true;
}

bool getBufferSlot(Thread &t, Value self, Buffer *buffer, bool writable) {
  MemoryView *m = view(self);
  if (!alive(t, m))
    return false;
  if (writable && m->readOnly)
    return ok(raise(t, Msg::ViewNotWritable));
  if (!buffer->full && !isContiguous(m, false))
    return ok(raise(t, Msg::ViewNotContiguous));
  describeBuffer(m, buffer);
  m->exports++;
  return true;
}
void releaseBufferSlot(Value self, Buffer *) { view(self)->exports--; }

Value iterSlot(Thread &t, Value self) {
  if (!alive(t, view(self)))
    return kNoValue;
  if (view(self)->ndim == 0)
    return raise(t, Msg::ViewNoIteration);
  if (!itemCode(view(self)->format))
    return raise(t, Msg::ViewFormatUnsupported, view(self)->format);
  if (view(self)->ndim > 1)
    return raise(t, Msg::ViewSubViews);
  return sequenceIteratorNew(t, TypeId::MemoryIterator, self);
}
Value iteratorNext(Thread &t, Value self) {
  auto *it = as<SequenceIterator>(self);
  if (!ok(it->sequence))
    return kNoValue;
  MemoryView *m = view(it->sequence);
  if (!alive(t, m))
    return kNoValue;
  if (it->position >= m->shape()[0]) {
    it->sequence = kNoValue;
    return kNoValue;
  }
  return unpackItem(t, entryAt(m, m->data, 0, it->position++), m->format);
}
Value selfSlot(Thread &, Value self) { return self; }

Value createSlot(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  static const char *const names[] = {"object"};
  Value object;
  if (!bindArguments(t, "memoryview", names, 1, 1, 0, args, positional, kwNames, &object))
    return kNoValue;
  return viewOf(t, object);
}

void trace(Object *object, Tracer &tracer) {
  auto *m = static_cast<MemoryView *>(object);
  tracer.value(m->base);
  tracer.value(m->held.owner);
  tracer.pointer(m->formatText);
}
void finalizeSlot(Thread &, Value self) { releaseHeld(view(self)); }

// --- methods
Value release(Thread &t, const Value *args) {
  MemoryView *m = view(args[0]);
  if (m->released)
    return none();
  if (stillExported(t, m->exports))
    return raise(t, Msg::ViewExports, m->exports, m->exports == 1 ? "" : "s");
  releaseHeld(m);
  return none();
}
Value enter(Thread &t, const Value *args) { return alive(t, view(args[0])) ? args[0] : kNoValue; }
Value exit(Thread &t, const Value *args) { return release(t, args); }
Value toBytes(Thread &t, const Value *args) {
  if (!alive(t, view(args[0])))
    return kNoValue;
  MemoryView *m = view(args[0]);
  if (ok(args[1]) && !isNone(args[1])) {
    if (!isStr(args[1]))
      return raise(t, Msg::NamedArgumentMustBeStrOrNone, "tobytes", "order", typeName(args[1]));
    Str *order = as<Str>(args[1]);
    bool fortran = strEquals(order, "F") ||
                   (strEquals(order, "A") && !isContiguous(m, false) && isContiguous(m, true));
    if (!fortran && !strEquals(order, "C") && !strEquals(order, "A"))
      return raise(t, Msg::ViewOrder);
    if (fortran && m->ndim > 1) { // the first index runs fastest
      std::string out;
      int64_t n = itemCount(m);
      for (int64_t i = 0; i < n; i++) {
        const uint8_t *p = m->data;
        int64_t rest = i;
        for (int d = 0; d < m->ndim; d++)
          p = entryAt(m, p, d, rest % m->shape()[d]), rest /= m->shape()[d];
        out.append(reinterpret_cast<const char *>(p), static_cast<size_t>(m->itemSize));
      }
      return fromObject(bytesNew(t, out.data(), static_cast<int64_t>(out.size())));
    }
  }
  std::string out = contents(m);
  Bytes *b = bytesNew(t, out.data(), static_cast<int64_t>(out.size()));
  return b ? fromObject(b) : kNoValue;
}
Value toHex(Thread &t, const Value *args) {
  if (!alive(t, view(args[0])))
    return kNoValue;
  std::string out = contents(view(args[0]));
  return hexText(t,
                 {reinterpret_cast<const uint8_t *>(out.data()), static_cast<int64_t>(out.size())},
                 args[1], args[2]);
}
Value toListMethod(Thread &t, const Value *args) {
  MemoryView *m = view(args[0]);
  return alive(t, m) ? listOf(t, m, m->data, 0) : kNoValue;
}
Value toReadOnly(Thread &t, const Value *args) {
  if (!alive(t, view(args[0])))
    return kNoValue;
  Value copy = TRY(viewOf(t, args[0]));
  view(copy)->readOnly = true;
  return copy;
}

Value castView(Thread &t, const Value *args) {
  MemoryView *m = view(args[0]);
  if (!alive(t, m))
    return kNoValue;
  if (!isStr(args[1]))
    return raise(t, Msg::NamedArgumentMustBeStr, "cast", "format", argumentTypeName(args[1]));
  std::string format(strUtf8(t, as<Str>(args[1])));
  if (!isContiguous(m, false))
    return raise(t, Msg::ViewCastContiguous);
  Tuple *shape = nullptr;
  if (ok(args[2])) {
    if (!isTuple(args[2]) && !isList(args[2]))
      return raise(t, Msg::ViewCastShape);
    shape = TRY(toTuple(t, args[2]));
    if (shape->size > kMaxDims)
      return raise(t, Msg::ViewCastDims);
    if (m->ndim != 1 && shape->size != 1)
      return raise(t, Msg::ViewCastOneD);
  }
  if (shape || m->ndim != 1)
    for (int i = 0; i < m->ndim; i++)
      if (!m->shape()[i] || !m->strides()[i])
        return raiseText(t, Exc::TypeError, "memoryview: cannot cast view with zeros in shape or strides");
  char to = itemCode(format.c_str()), from = itemCode(m->format);
  if (!to)
    return raise(t, Msg::ViewCastFormat);
  auto isByte = [](char c) { return c == 'B' || c == 'b' || c == 'c'; };
  if (!isByte(to) && !isByte(from))
    return raise(t, Msg::ViewCastBytes);
  int64_t size = itemSizeOf(to), total = itemCount(m) * m->itemSize;
  if (total % size)
    return raise(t, Msg::ViewCastLength);
  MemoryView *n = TRY(derive(t, m, shape ? static_cast<int>(shape->size) : 1));
  n->formatText = as<Str>(args[1]);
  n->format = strUtf8(t, n->formatText).data();
  writeBarrier(n);
  n->itemSize = size;
  if (shape) {
    int64_t product = size;
    for (int64_t i = 0; i < shape->size; i++) {
      if (!isAnyInt(shape->items[i]))
        return raise(t, Msg::ViewShapeInts);
      int64_t extent;
      if (!toSize(t, shape->items[i], &extent))
        return kNoValue;
      if (extent <= 0)
        return raise(t, Msg::ViewShapePositive);
      if (__builtin_mul_overflow(product, extent, &product))
        return raiseText(t, Exc::ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
      n->shape()[i] = extent;
    }
    if (product != total)
      return raise(t, Msg::ViewCastSize);
  } else
    n->shape()[0] = total / size;
  contiguousStrides(n);
  return fromObject(n);
}

// --- attributes
template <typename F> Value attribute(Thread &t, Value self, F f) {
  return alive(t, view(self)) ? f(view(self)) : kNoValue;
}
Value dimsTuple(Thread &t, const int64_t *dims, int n) {
  Tuple *tuple = TRY(tupleNew(t, n));
  for (int i = 0; i < n; i++)
    tuple->items[i] = fromInt(dims[i]);
  return fromObject(tuple);
}
Value getObj(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return m->hidesBase ? none() : m->base; });
}
Value getNbytes(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromInt(itemCount(m) * m->itemSize); });
}
Value getReadOnly(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromBool(m->readOnly); });
}
Value getItemSize(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromInt(m->itemSize); });
}
Value getFormat(Thread &t, Value self) {
  return attribute(t, self, [&](MemoryView *m) { return fromObject(strFromAscii(t, m->format)); });
}
Value getNdim(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromInt(m->ndim); });
}
Value getShape(Thread &t, Value self) {
  return attribute(t, self, [&](MemoryView *m) { return dimsTuple(t, m->shape(), m->ndim); });
}
Value getStrides(Thread &t, Value self) {
  return attribute(t, self, [&](MemoryView *m) { return dimsTuple(t, m->strides(), m->ndim); });
}
Value getSuboffsets(Thread &t, Value self) {
  return attribute(t, self, [&](MemoryView *m) {
    return m->hasSuboffsets ? dimsTuple(t, m->suboffsets(), m->ndim) : fromObject(emptyTuple());
  });
}
Value getC(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromBool(isContiguous(m, false)); });
}
Value getF(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) { return fromBool(isContiguous(m, true)); });
}
Value getContiguous(Thread &t, Value self) {
  return attribute(t, self, [](MemoryView *m) {
    return fromBool(isContiguous(m, false) || isContiguous(m, true));
  });
}

void fill(Slots &slots) {
  slots.repr = reprSlot;
  slots.hash = hashSlot;
  slots.compare = compareSlot;
  slots.length = lengthSlot;
  slots.getItem = getItemSlot;
  slots.setItem = setItemSlot;
  slots.iter = iterSlot;
  slots.create = createSlot;
  slots.finalize = finalizeSlot;
  slots.getBuffer = getBufferSlot;
  slots.releaseBuffer = releaseBufferSlot;
}
void fillIterator(Slots &slots) {
  slots.iter = selfSlot;
  slots.next = iteratorNext;
}
const NativeRow kMethods[] = {{"__enter__", enter, "($self, /)"},
                              {"__exit__", exit, "!($self, *args)"},
                              {"cast", castView, "($self, /, format, shape=None)"},
                              {"hex", toHex, "($self, /, sep=None, bytes_per_sep=1)", NativeKind::Method,
     "The bytes as pairs of hexadecimal digits, with sep between groups of them.\n"
     "\n"
     ">>> memoryview(b'ABC').hex(':')\n"
     "'41:42:43'"},
                              {"release", release, "($self, /)"},
                              {"tobytes", toBytes, "($self, /, order='C')"},
                              {"tolist", toListMethod, "($self, /)"},
                              {"toreadonly", toReadOnly, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"c_contiguous", getC},    {"contiguous", getContiguous},
                              {"f_contiguous", getF},    {"format", getFormat},
                              {"itemsize", getItemSize}, {"nbytes", getNbytes},
                              {"ndim", getNdim},         {"obj", getObj},
                              {"readonly", getReadOnly}, {"shape", getShape},
                              {"strides", getStrides},   {"suboffsets", getSuboffsets},
                              {nullptr, nullptr}};

} // namespace

MemoryView *memoryViewNew(Thread &t, Value base, const Geometry &g) {
  MemoryView *m = TRY(allocateView(t, base, g.ndim));
  m->data = g.data;
  m->itemSize = g.itemSize;
  m->format = g.format;
  m->readOnly = g.readOnly;
  m->hasSuboffsets = g.suboffsets != nullptr;
  std::copy_n(g.shape, g.ndim, m->shape());
  std::copy_n(g.strides, g.ndim, m->strides());
  if (g.suboffsets)
    std::copy_n(g.suboffsets, g.ndim, m->suboffsets());
  return m;
}

Value memoryViewFlat(Thread &t, Value v) {
  MemoryView *m = view(v), *n = TRY(derive(t, m, 1));
  n->format = "B";
  n->formatText = nullptr;
  n->itemSize = 1;
  n->shape()[0] = itemCount(m) * m->itemSize;
  n->strides()[0] = 1;
  return fromObject(n);
}

void registerMemoryViewTypes(Thread &t) {
  registerType(t,
               TypeSpec{.id = TypeId::MemoryView,
                        .flags = kTypeImmutable | kTypeWeakRefs | kTypeMatchSequence,
                        .instanceSize = sizeof(MemoryView),
                        .doc = "Create a new memoryview object which references the given object.",
                        .trace = trace,
                        .fillSlots = fill,
                        .methods = kMethods,
                        .getSets = kGetSets});
  registerType(t, TypeSpec{.id = TypeId::MemoryIterator,
                           .flags = kTypeImmutable | kTypeNoCreate,
                           .instanceSize = sizeof(SequenceIterator),
                           .trace = traceSequenceIterator,
                           .fillSlots = fillIterator});
}

} // namespace rt
