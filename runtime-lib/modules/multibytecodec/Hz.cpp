// HZ (RFC 1843): "~{" and "~}" around GB 2312 in seven bits, "~~" for a tilde. The state: whether inside.
#include "runtime-lib/modules/multibytecodec/Codec.h"

namespace rt::multibyte {
namespace {

uint8_t &inside(State &state) { return state.bytes[0]; }

Step decodeHz(const Codec &codec, State &state, BytesInput in) {
  if (in[0] == '~') {
    if (in.left < 2)
      return illegal(kIncomplete);
    if (in[1] == '~' && !inside(state))
      return took(2, '~');
    if (in[1] == '{' && !inside(state))
      inside(state) = 1;
    else if (in[1] == '}' && inside(state) == 1)
      inside(state) = 0;
    else if (in[1] != '\n' || inside(state))
      return illegal(1);
    return took(2);
  }
  if (in[0] & 0x80)
    return illegal(1);
  if (!inside(state))
    return took(1, in[0]);
  if (in.left < 2)
    return illegal(kIncomplete);
  const uint32_t point = in[1] & 0x80 ? kNoPoint : codec.mapping->point(static_cast<uint32_t>(in[0] << 8 | in[1]) | 0x8080);
  return point ? took(2, point) : illegal(1);
}

void finishHz(State &state, std::string &out) {
  if (inside(state))
    out += "~}";
  inside(state) = 0;
}

Step encodeHz(const Codec &codec, State &state, TextInput in, std::string &out) {
  const uint32_t c = in.first();
  if (c < 0x80) {
    finishHz(state, out);
    if (c == '~')
      out.push_back('~');
    out.push_back(static_cast<char>(c));
    return took(1);
  }
  const uint32_t key = codec.mapping->key(c);
  if (!key)
    return illegal(1);
  if (!inside(state))
    out += "~{";
  inside(state) = 1;
  out.push_back(static_cast<char>(key >> 8 & 0x7f));
  out.push_back(static_cast<char>(key & 0x7f));
  return took(1);
}

} // namespace

constexpr Codec kHz = {"hz", &mGb2312, decodeHz, encodeHz, Keys::Stateful, {}, finishHz, [](State &state) { inside(state) = 0; }};

} // namespace rt::multibyte
