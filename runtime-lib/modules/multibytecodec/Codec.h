// Multibyte codecs: what one of them does with the next character, and the runs over whole inputs.
#pragma once

#include "runtime-lib/modules/multibytecodec/Mappings.h"
#include "runtime-lib/objects/str/Str.h"

#include <string>

namespace rt::multibyte {

/// Shift state of an encoder or decoder; its bytes are part of what getstate() returns.
struct State {
  uint8_t bytes[8] = {};
};

/// What a codec did: `taken` items of input were used, or `bad` of them are illegal (kIncomplete: they may be
/// the beginning of something). Decoders give the characters, up to two.
struct Step {
  int taken = 0, bad = 0, count = 0;
  uint32_t points[2] = {};
};
inline constexpr int kIncomplete = -1, kBroken = -2; // kBroken: the state cannot be
constexpr Step took(int n) { return {n}; }
constexpr Step took(int n, uint32_t point) { return {n, 0, 1, {point}}; }
constexpr Step illegal(int n) { return {0, n}; }
/// The same for what Mapping::point() gave, which may be a pair.
constexpr Step tookPoint(const Mapping &mapping, int n, uint32_t point) {
  if (point < kFirstPair)
    return took(n, point);
  if (point == kIllegalPair)
    return illegal(2);
  const Pair &pair = mapping.pairs[point - kFirstPair];
  return {n, 0, 2, {pair.first, pair.second}};
}

/// The rest of the input of an encoder.
struct TextInput {
  const Str *text;
  int64_t at;
  bool final; // nothing will follow
  uint32_t first() const { return strAt(text, at); }
  bool hasSecond() const { return at + 1 < text->length; }
  uint32_t second() const { return strAt(text, at + 1); }
};
struct BytesInput {
  const uint8_t *data;
  int64_t left;
  uint8_t operator[](int i) const { return data[i]; }
};

struct Iso2022; // Iso2022.cpp
/// Whether what the mapping has for a character is its bytes, whatever came before. In EUC-JP they may be three, in
/// EUC-KR one begins something longer.
enum class Keys : uint8_t { Stateful, Plain, EucJp, EucKr };
inline constexpr uint32_t kFillerKey = 0xa4d4; // in EUC-KR
struct Codec {
  const char *name;
  Mapping *mapping;
  Step (*decode)(const Codec &, State &, BytesInput);
  Step (*encode)(const Codec &, State &, TextInput, std::string &);
  Keys keys = Keys::Stateful;
  State initial = {}; // of a decoder; encoders have no G2
  /// Writes what returns an encoder to the initial state; null when there is no state.
  void (*finish)(State &, std::string &) = nullptr;
  void (*resetDecoder)(State &) = nullptr;
  const Iso2022 *iso2022 = nullptr;
};

// TwoByte.cpp, Hz.cpp, Iso2022.cpp: these need nothing of the runtime but the layout of str.
extern const Codec kShiftJis, kCp932, kEucJp, kShiftJis2004, kEucJis2004, kEucJisX0213, kShiftJisX0213, kGb2312, kGbk,
    kGb18030, kEucKr, kCp949, kJohab, kBig5, kCp950, kBig5Hkscs;
extern const Codec kHz, kIso2022Kr, kIso2022Jp, kIso2022Jp1, kIso2022Jp2, kIso2022Jp2004, kIso2022Jp3, kIso2022JpExt;

/// The key of the next character or pair of the input. A pair counts only where pairs exist; what may become
/// one is incomplete.
struct NextKey {
  uint16_t key;
  Step step;
};
NextKey nextKey(Mapping &, TextInput);

inline State initialState(const Codec &codec, bool encoder) {
  State state = codec.initial;
  if (encoder)
    state.bytes[2] = 0;
  return state;
}
/// The codec of that name, which is the library's, or null.
const Codec *codecNamed(std::string_view name);

/// One run of a decoder: its input and what becomes of it.
struct DecodeRun {
  Thread &t;
  const Codec &codec;
  State &state;
  Value errors;
  BytesInput in;
  StrBuilder out{t};
  int64_t used = 0;           // of the input
  Value exception = kNoValue; // of all errors of the run
  /// Goes on to the end, or before an incomplete sequence unless `final`, which reports it; false with an exception pending.
  bool go(bool final);
  /// Reports the rest as incomplete.
  bool rest();
};
/// Runs an encoder over text. `final`: nothing follows; `finish`: then the initial state is restored.
bool encodeRun(Thread &, const Codec &, State &, Value errors, Str *text, bool final, bool finish, std::string *out,
               int64_t *used);

/// The object of a codec, for getcodec(); a new one for each call.
Value codecObject(Thread &, const Codec &);
/// The types of the module _multibytecodec.
bool makeTypes(Thread &);
struct Types {
  Type *codec, *incrementalEncoder, *incrementalDecoder, *streamReader, *streamWriter;
};
extern Types types;

/// What the incremental and stream types share.
struct Context : Object {
  const Codec *codec;
  State state;
  Value errors, stream;   // the stream of readers and writers
  Value pendingText;      // of encoders: a Str, or kNoValue
  uint8_t pending[8];     // of decoders
  int64_t pendingSize;
};
bool makeStreamTypes(Thread &);
/// A context of a class with the attribute `codec`; function names the caller in messages, position that of errors.
Value makeContext(Thread &, Value type, Value errors, const char *function, int position);
Value encodeMore(Thread &, Context *, Value input, bool final);
/// Keeps the input from `used` as pending.
bool keepPending(Thread &, Context *, BytesInput, int64_t used);
Value resetDecoder(Thread &, const Value *args);
void traceContext(Object *, Tracer &);
extern const GetSetRow kErrorsAttribute[];

} // namespace rt::multibyte
