// Runs of a codec over its input, and what becomes of errors: the handlers strict, ignore and replace are answered
// here, others are called with one exception object per run, whose positions and reason change from call to call.
#include "runtime-lib/modules/multibytecodec/Codec.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/codecs/Coding.h"

namespace rt::multibyte {
namespace {

const char *reasonOf(int bad) {
  return bad == kIncomplete ? "incomplete multibyte sequence" : "illegal multibyte sequence";
}

/// The errors of one run; `errors` names the handler.
class ErrorCalls {
public:
  ErrorCalls(Thread &t, const Codec &codec, Value errors, Value &exception)
      : strict(strEquals(as<Str>(errors), "strict")), ignore(strEquals(as<Str>(errors), "ignore")),
        replace(strEquals(as<Str>(errors), "replace")), t_(t), codec_(codec), errors_(errors), exception_(exception) {}
  const bool strict, ignore, replace; // which handler it is
  /// What a handler answers to the error in [start, end): its text (or bytes), kNoValue with an exception pending.
  /// `input`: makes the object of the exception.
  template <typename Input>
  Value call(Exc type, Input input, int64_t length, int64_t start, int64_t end, int bad, int64_t *next) {
    if (!ok(exception_)) {
      raiseUnicodeError(t_, type, codec_.name, TRY(input()), start, end, reasonOf(bad));
      exception_ = takePending(t_);
    } else {
      exceptionField(exception_, ExcField::Unicode_start) = intValue(t_, start);
      exceptionField(exception_, ExcField::Unicode_end) = intValue(t_, end);
      exceptionField(exception_, ExcField::Unicode_reason) = fromObject(TRY(strFromAscii(t_, reasonOf(bad))));
      writeBarrier(as<Object>(exception_));
    }
    if (strict)
      return raiseObject(t_, exception_);
    const Value handler = TRY(lookupErrorHandler(t_, strUtf8(t_, as<Str>(errors_)).data()));
    const Value answer = TRY(callWith(t_, handler, exception_));
    const bool encode = type == Exc::UnicodeEncodeError;
    const bool isPair = isTuple(answer) && as<Tuple>(answer)->size == 2;
    const Value text = isPair ? as<Tuple>(answer)->items[0] : kNoValue;
    if (!isPair || !(isStr(text) || (encode && isBytes(text))) || !isAnyInt(as<Tuple>(answer)->items[1]))
      return raise(t_, encode ? Msg::MultibyteEncodeHandlerResult : Msg::DecodeHandlerResult);
    if (!intFits(as<Tuple>(answer)->items[1], next))
      *next = -1; // as CPython reports what is out of all bounds
    else if (*next < 0)
      *next += length;
    return text;
  }
  /// To be asked when the replacement has been written.
  bool checkPosition(int64_t length, int64_t next) {
    return (next >= 0 && next <= length) || ok(raise(t_, Msg::HandlerPosition, next));
  }

private:
  Thread &t_;
  const Codec &codec_;
  Value errors_, &exception_; // made at the first error
};

bool isBroken(Thread &t, Step step) {
  return step.bad == kBroken && !ok(raiseText(t, Exc::RuntimeError, "internal codec error"));
}

bool decodeError(DecodeRun &run, int bad) {
  ErrorCalls calls(run.t, run.codec, run.errors, run.exception);
  const int64_t length = run.in.left, end = bad == kIncomplete ? length : run.used + bad;
  if (calls.replace)
    run.out.addPoint(0xfffd);
  if (calls.replace || calls.ignore)
    return run.used = end, true;
  int64_t next;
  auto object = [&] {
    Bytes *copy = bytesNew(run.t, run.in.data, length);
    return copy ? fromObject(copy) : kNoValue;
  };
  const Value text = TRY(calls.call(Exc::UnicodeDecodeError, object, length, run.used, end, bad, &next));
  run.out.add(as<Str>(text));
  run.used = next;
  return calls.checkPosition(length, next);
}

bool encodeError(Thread &t, const Codec &codec, State &state, ErrorCalls &calls, Str *text, int64_t *at, int bad,
                 std::string *out) {
  const int64_t end = *at + (bad > 0 ? bad : 1);
  if (calls.replace && !codec.encode(codec, state, {strCharacter('?'), 0, false}, *out).taken)
    out->push_back('?');
  if (calls.replace || calls.ignore)
    return *at = end, true;
  int64_t next, used;
  const Value replacement = TRY(
      calls.call(Exc::UnicodeEncodeError, [&] { return fromObject(text); }, text->length, *at, end, bad, &next));
  if (isBytes(replacement))
    out->append(reinterpret_cast<const char *>(as<Bytes>(replacement)->data),
                static_cast<size_t>(as<Bytes>(replacement)->length));
  else if (!encodeRun(t, codec, state, fromObject(internAscii(t, "strict")), as<Str>(replacement), true, false, out, &used))
    return false;
  *at = next;
  return calls.checkPosition(text->length, next);
}

/// Fast path: sequences of one and two bytes that the mapping has; Codec::decode is the truth.
int64_t decodeKeys(const Codec &codec, BytesInput in, int64_t at, StrBuilder &out) {
  const Pages &pages = codec.mapping->unpacked();
  const bool eucJp = codec.keys == Keys::EucJp, eucKr = codec.keys == Keys::EucKr;
  while (at < in.left) {
    uint32_t point = pages.points[0][in.data[at]];
    int taken = 1;
    if (!point && in.data[at] && at + 1 < in.left) {
      const uint32_t key = static_cast<uint32_t>(in.data[at] << 8 | in.data[at + 1]);
      taken = 2;
      const bool longer = (eucJp && (key >> 8 == 0x8f || !(key & 0x80))) || (eucKr && key == kFillerKey);
      point = longer ? kNoPoint : pages.points[key >> 8][key & 0xff];
    }
    if (!point || point >= kFirstPair)
      break;
    out.addPoint(point);
    at += taken;
  }
  return at;
}

/// Fast path: the characters from `at` that the mapping has and that begin no pair; Codec::encode is the truth.
template <typename Unit>
int64_t encodeKeys(const Codec &codec, const Unit *data, int64_t at, int64_t length, std::string *out) {
  const Pages &pages = codec.mapping->unpacked();
  const bool hasPairs = !codec.mapping->pairs.empty();
  char bytes[1024];
  size_t size = 0;
  for (; at < length; at++) {
    const uint32_t c = data[at];
    const uint16_t key = sizeof(Unit) < 4 || c < 0x30000 ? pages.keys[c >> 8][c & 0xff] : kNoKey;
    if (!key || (hasPairs && c < sizeof pages.pairsBegin && pages.pairsBegin[c]))
      break;
    if (key <= 0xff) {
      bytes[size++] = static_cast<char>(key);
    } else if (codec.keys == Keys::EucJp && !(key & 0x80)) {
      bytes[size++] = '\x8f';
      bytes[size++] = static_cast<char>(key >> 8);
      bytes[size++] = static_cast<char>(key | 0x80);
    } else {
      bytes[size++] = static_cast<char>(key >> 8);
      bytes[size++] = static_cast<char>(key);
    }
    if (size > sizeof bytes - 3) {
      out->append(bytes, size);
      size = 0;
    }
  }
  out->append(bytes, size);
  return at;
}

} // namespace

bool DecodeRun::go(bool final) {
  while (used < in.left) {
    if (codec.keys != Keys::Stateful && (used = decodeKeys(codec, in, used, out)) >= in.left)
      break;
    const Step step = codec.decode(codec, state, {in.data + used, in.left - used});
    for (int i = 0; i < step.count; i++)
      out.addPoint(step.points[i]);
    used += step.taken;
    if (step.taken)
      continue;
    if (step.bad == kIncomplete && !final)
      return true;
    if (isBroken(t, step) || !decodeError(*this, step.bad))
      return false;
  }
  return true;
}

bool DecodeRun::rest() { return decodeError(*this, kIncomplete); }

bool encodeRun(Thread &t, const Codec &codec, State &state, Value errors, Str *text, bool final, bool finish,
               std::string *out, int64_t *used) {
  Value exception = kNoValue;
  ErrorCalls calls(t, codec, errors, exception);
  if (out->empty())
    out->reserve(static_cast<size_t>(text->length) * 2);
  for (*used = 0; *used < text->length;) {
    if (codec.keys != Keys::Stateful)
      *used = withChars(text, [&](auto *data) { return encodeKeys(codec, data, *used, text->length, out); });
    if (*used >= text->length)
      break;
    const Step step = codec.encode(codec, state, {text, *used, final}, *out);
    *used += step.taken;
    if (step.taken)
      continue;
    if (step.bad == kIncomplete && !final)
      break;
    if (isBroken(t, step) || !encodeError(t, codec, state, calls, text, used, step.bad, out))
      return false;
  }
  if (finish && codec.finish)
    codec.finish(state, *out);
  return true;
}

} // namespace rt::multibyte
