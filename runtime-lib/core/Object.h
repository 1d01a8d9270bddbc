// The header of every heap object, and the tables from its shape id to its type.
#pragma once

#include "runtime-lib/abi/Value.h"

#include <cstddef>
#include <cstdint>

namespace rt {

struct Type;
struct Shape;

/// 8 bytes. `shapeId` indexes the shape table: for objects without attributes it is the type's row
/// in Types.def; for instances it says which attributes lie in which slot (objects/Shape.h).
struct Object {
  uint32_t shapeId;
  uint8_t gcBits;   // owned by gc/: barrier and finaliser state
  uint8_t flags;    // owned by the type (kStr... in objects/Str.h, and so on)
  uint16_t spare;
};
static_assert(sizeof(Object) == 8);

/// Ids of the built-in types, equal to the ids of their root shapes.
enum class TypeId : uint32_t {
#define TYPE(Id, Name, Module, Base, Layout) Id,
#include "runtime-lib/abi/Types.def"
};

inline constexpr uint32_t kMaxShapes = 1u << 20;
extern "C" {
/// Type of the objects with a shape id. Grows only; reserved address space, touched lazily.
extern Type *rt_shapeTypes[kMaxShapes];
extern Shape *rt_shapes[kMaxShapes];
extern Object rt_None, rt_NotImplemented, rt_Ellipsis;
extern Object rt_True, rt_False; // shape Bool
}

inline Value none() { return fromObject(&rt_None); }
inline Value notImplemented() { return fromObject(&rt_NotImplemented); }
inline Value fromBool(bool b) { return fromObject(b ? &rt_True : &rt_False); }
inline bool isNone(Value v) { return same(v, none()); }
inline bool isNotImplemented(Value v) { return same(v, notImplemented()); }
inline bool isTrue(Value v) { return asObject(v) == &rt_True; }
inline bool isFalse(Value v) { return asObject(v) == &rt_False; }
inline bool isBool(Value v) { return isTrue(v) || isFalse(v); }

/// The shape id of any value, immediates included.
inline uint32_t shapeOf(Value v) {
  if (isInt(v)) return static_cast<uint32_t>(TypeId::Int);
  if (isDouble(v)) return static_cast<uint32_t>(TypeId::Float);
  return asObject(v)->shapeId;
}
inline Type *typeOf(const Object *object) { return rt_shapeTypes[object->shapeId]; }
inline Type *typeOf(Value v) { return rt_shapeTypes[shapeOf(v)]; }
/// The type object of a built-in type.
inline Type *builtinType(TypeId id) { return rt_shapeTypes[static_cast<uint32_t>(id)]; }

/// Exactly the built-in type, not a subclass. Subclasses: is<T>() and the helpers in objects/Type.h.
inline bool isExactly(Value v, TypeId id) { return shapeOf(v) == static_cast<uint32_t>(id); }

/// The object behind v as a T; v must be a pointer of that layout.
template <typename T> T *as(Value v) { return reinterpret_cast<T *>(asObject(v)); }

} // namespace rt
