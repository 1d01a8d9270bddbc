// memoryview: creation, indexing, slicing, casting, comparison.
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/memoryview/MemoryView.h"

#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstring>

namespace rt {
namespace {

MemoryView *view(Value v) { return as<MemoryView>(v); }
bool alive(Thread &t, MemoryView *m) { return !m->released || ok(raise(t, Msg::ViewReleased)); }

int64_t itemCount(MemoryView *m) {
  int64_t n = 1;
  for (int i = 0; i < m->ndim; i++)
    n *= m->shape()[i];
  return n;
}

MemoryView *allocateView(Thread &t, Value base, int ndim) {
  auto *m = static_cast<MemoryView *>(allocateInstance(
      t, builtinType(TypeId::MemoryView), static_cast<size_t>(ndim) * 2 * sizeof(int64_t)));
  if (!m)
    return nullptr;
  m->released = true; // until the buffer is held
  m->ndim = ndim;
  m->base = base;
  Buffer held;
  if (!getBuffer(t, base, &held))
    return nullptr;
  m->held = held;
  m->released = false;
  registerFinalizer(t, m);
  return m;
}

void setFormat(MemoryView *m, const char *format) {
  std::strncpy(m->format, format ? format : "B", sizeof m->format - 1);
  m->format[sizeof m->format - 1] = 0;
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
  std::memcpy(n->format, m->format, sizeof m->format);
  return n;
}

Value viewOf(Thread &t, Value object) {
  if (isExactly(object, TypeId::MemoryView)) {
    MemoryView *m = view(object);
    if (!alive(t, m))
      return kNoValue;
    MemoryView *n = TRY(derive(t, m, m->ndim));
    std::memcpy(n->dims, m->dims, static_cast<size_t>(m->ndim) * 2 * sizeof(int64_t));
    return fromObject(n);
  }
  if (!typeOf(object)->slots.getBuffer)
    return raise(t, Msg::ViewNeedsBuffer, typeName(object));
  Buffer probe;
  if (!getBuffer(t, object, &probe))
    return kNoValue;
  int ndim = probe.ndim ? probe.ndim : probe.shape ? 0 : 1;
  releaseBuffer(&probe);
  MemoryView *m = TRY(allocateView(t, object, ndim));
  m->data = m->held.data;
  m->itemSize = m->held.itemSize;
  m->readOnly = m->held.readOnly;
  setFormat(m, m->held.format);
  if (m->held.shape)
    std::copy_n(m->held.shape, ndim, m->shape());
  else if (ndim)
    m->shape()[0] = m->itemSize ? m->held.length / m->itemSize : 0;
  if (m->held.strides)
    std::copy_n(m->held.strides, ndim, m->strides());
  else
    contiguousStrides(m);
  return fromObject(m);
}

bool isContiguous(MemoryView *m, bool fortran) {
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

// Calls visit(item address) in C order; false when a visit failed.
template <typename F> bool eachItem(MemoryView *m, const uint8_t *at, int dim, F &visit) {
  if (dim == m->ndim)
    return visit(at);
  for (int64_t i = 0; i < m->shape()[dim]; i++)
    if (!eachItem(m, at + i * m->strides()[dim], dim + 1, visit))
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
  uint8_t *p = m->data;
  for (int64_t d = 0; d < count; d++) {
    int64_t i, n = m->shape()[d];
    if (!subscriptIndex(t, keys[d], &i) || !alive(t, m))
      return nullptr;
    if (i < 0)
      i += n;
    if (i < 0 || i >= n)
      return raise(t, Msg::ViewIndexRange, d + 1), nullptr;
    p += i * m->strides()[d];
  }
  return p;
}

bool isIndex(Value v) { return isAnyInt(v) || typeOf(v)->slots.index; }

Value sliceView(Thread &t, MemoryView *m, Value key) {
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, m->shape()[0], &start, &stop, &step, &count))
    return kNoValue;
  MemoryView *n = TRY(derive(t, m, m->ndim));
  std::memcpy(n->dims, m->dims, static_cast<size_t>(m->ndim) * 2 * sizeof(int64_t));
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

bool assignSlice(Thread &t, MemoryView *m, Value key, Value v) {
  if (m->ndim != 1)
    return ok(raise(t, Msg::ViewMultiSlice));
  Value target = sliceView(t, m, key), source = ok(target) ? viewOf(t, v) : kNoValue;
  if (!ok(source) || !alive(t, m))
    return false;
  MemoryView *to = view(target), *from = view(source);
  bool fits = from->ndim == 1 && itemCode(from->format) == itemCode(to->format) &&
              from->itemSize == to->itemSize && from->shape()[0] == to->shape()[0];
  if (fits) {
    std::string copy = contents(from); // the two may overlap
    for (int64_t i = 0; i < to->shape()[0]; i++)
      std::memcpy(to->data + i * to->strides()[0], copy.data() + i * to->itemSize,
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
  if (view(self)->ndim == 0)
    return raise(t, Msg::ViewNoLength), -1;
  return view(self)->shape()[0];
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
    Value item = TRY(listOf(t, m, at + i * m->strides()[dim], dim + 1));
    if (!listAppend(t, list, item))
      return kNoValue;
  }
  return fromObject(list);
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
    equal = x->ndim == y->ndim && std::equal(x->shape(), x->shape() + x->ndim, y->shape());
    char cx = itemCode(x->format), cy = itemCode(y->format);
    if (equal && (!cx || !cy))
      equal = std::strcmp(x->format, y->format) == 0 && false;
    else if (equal && cx == cy && cx != 'f' && cx != 'd' && cx != '?')
      equal = contents(x) == contents(y);
    else if (equal) {
      Value lx = TRY(listOf(t, x, x->data, 0)), ly = TRY(listOf(t, y, y->data, 0));
      int state = compareTruth(t, lx, ly, CompareKind::Equal);
      if (state < 0)
        return kNoValue;
      equal = state;
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
  buffer->data = m->data;
  buffer->length = itemCount(m) * m->itemSize;
  buffer->readOnly = m->readOnly;
  buffer->format = m->format;
  buffer->itemSize = m->itemSize;
  buffer->ndim = m->ndim;
  if (!isContiguous(m, false)) { // others read plain bytes: give them a copy, kept by the view
    Bytes *copy = bytesNew(t, nullptr, buffer->length);
    if (!copy)
      return false;
    std::string bytes = contents(m);
    std::memcpy(copy->data, bytes.data(), bytes.size());
    if (writable)
      return ok(raise(t, Msg::ViewNotContiguous));
    buffer->data = copy->data;
    buffer->readOnly = true;
  }
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
  return unpackItem(t, m->data + it->position++ * m->strides()[0], m->format);
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
}
void finalizeSlot(Thread &, Value self) { releaseHeld(view(self)); }

// --- methods
Value release(Thread &t, const Value *args) {
  MemoryView *m = view(args[0]);
  if (m->released)
    return none();
  if (m->exports > 0)
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
        uint8_t *p = m->data;
        int64_t rest = i;
        for (int d = 0; d < m->ndim; d++)
          p += rest % m->shape()[d] * m->strides()[d], rest /= m->shape()[d];
        out.append(reinterpret_cast<char *>(p), static_cast<size_t>(m->itemSize));
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
    if (shape->size > 64)
      return raise(t, Msg::ViewCastDims);
    if (m->ndim != 1 && shape->size != 1)
      return raise(t, Msg::ViewCastOneD);
  }
  char to = itemCode(format.c_str()), from = itemCode(m->format);
  if (!to)
    return raise(t, Msg::ViewCastFormat);
  if (!from)
    return raise(t, Msg::ViewCastSource);
  auto isByte = [](char c) { return c == 'B' || c == 'b' || c == 'c'; };
  if (!isByte(to) && !isByte(from))
    return raise(t, Msg::ViewCastBytes);
  int64_t size = itemSizeOf(to), total = itemCount(m) * m->itemSize;
  if (total % size)
    return raise(t, Msg::ViewCastLength);
  MemoryView *n = TRY(derive(t, m, shape ? static_cast<int>(shape->size) : 1));
  setFormat(n, format.c_str());
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
      n->shape()[i] = extent;
      product *= extent;
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
  return attribute(t, self, [](MemoryView *m) { return m->base; });
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
  return attribute(t, self, [](MemoryView *) { return fromObject(emptyTuple()); });
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
                              {"hex", toHex, "($self, /, sep=None, bytes_per_sep=1)"},
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
                           .flags = kTypeImmutable,
                           .instanceSize = sizeof(SequenceIterator),
                           .trace = traceSequenceIterator,
                           .fillSlots = fillIterator});
}

} // namespace rt
