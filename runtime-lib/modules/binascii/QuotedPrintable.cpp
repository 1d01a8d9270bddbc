// binascii: quoted-printable text (RFC 2045, and RFC 1522 for headers).
#include "runtime-lib/modules/binascii/Binascii.h"

namespace rt::binascii {

namespace {

constexpr size_t kMaxLine = 76;

Value decode(Thread &t, const Value *a) {
  std::string data, out;
  bool header;
  if (!input(t, a[0], true, &data) || !flag(t, a[1], false, &header)) return kNoValue;
  const size_t n = data.size();
  for (size_t i = 0; i < n;) {
    if (data[i] != '=') {
      out += header && data[i] == '_' ? ' ' : data[i];
      i++;
      continue;
    }
    if (++i >= n) break;
    if (data[i] == '\n' || data[i] == '\r') { // a soft line break
      while (i < n && data[i] != '\n') i++;
      i += i < n;
    } else if (data[i] == '=') { // two of them count as one
      out += '=';
      i++;
    } else if (i + 1 < n && hexDigit(data[i]) >= 0 && hexDigit(data[i + 1]) >= 0) {
      out += static_cast<char>(hexDigit(data[i]) << 4 | hexDigit(data[i + 1]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return bytesOf(t, out);
}

class Encoder {
public:
  Encoder(const std::string &data, bool quoteTabs, bool isText, bool header)
      : data_(data), quoteTabs_(quoteTabs), isText_(isText), header_(header) {
    size_t newline = data.find('\n');
    lineEnd_ = newline != data.npos && newline > 0 && data[newline - 1] == '\r' ? "\r\n" : "\n";
  }
  std::string run() {
    for (size_t i = 0; i < data_.size();) {
      if (mustQuote(i)) {
        if (column_ + 3 >= kMaxLine) softBreak();
        quote(data_[i++]);
        column_ += 3;
      } else if (isText_ && endsLine(i)) {
        // White space at the end of a line would be lost.
        if (char last = out_.empty() ? 0 : out_.back(); last == ' ' || last == '\t') {
          out_.pop_back();
          quote(last);
        }
        out_ += lineEnd_;
        column_ = 0;
        i += data_[i] == '\r' ? 2 : 1;
      } else {
        if (i + 1 != data_.size() && data_[i + 1] != '\n' && column_ + 1 >= kMaxLine) softBreak();
        column_++;
        out_ += header_ && data_[i] == ' ' ? '_' : data_[i];
        i++;
      }
    }
    return out_;
  }

private:
  bool endsLine(size_t i) const {
    return data_[i] == '\n' || (data_[i] == '\r' && i + 1 < data_.size() && data_[i + 1] == '\n');
  }
  bool mustQuote(size_t i) const {
    const auto c = static_cast<uint8_t>(data_[i]);
    const bool last = i + 1 == data_.size();
    if (c > 126 || c == '=' || (header_ && c == '_')) return true;
    if (c == '.' && column_ == 0) // alone on a line it would end a message
      return last || data_[i + 1] == '\n' || data_[i + 1] == '\r' || data_[i + 1] == 0;
    if (c == '\r' || c == '\n') return !isText_;
    if (c == '\t' || c == ' ') return last || quoteTabs_;
    return c < 33;
  }
  void quote(char c) {
    static constexpr char kDigits[] = "0123456789ABCDEF";
    out_ += '=';
    out_ += kDigits[static_cast<uint8_t>(c) >> 4];
    out_ += kDigits[c & 15];
  }
  void softBreak() {
    out_ += '=';
    out_ += lineEnd_;
    column_ = 0;
  }

  const std::string &data_;
  const bool quoteTabs_, isText_, header_;
  std::string out_;
  const char *lineEnd_;
  size_t column_ = 0;
};

Value encode(Thread &t, const Value *a) {
  std::string data;
  bool quoteTabs, isText, header;
  if (!input(t, a[0], false, &data) || !flag(t, a[1], false, &quoteTabs) || !flag(t, a[2], true, &isText) ||
      !flag(t, a[3], false, &header))
    return kNoValue;
  return bytesOf(t, Encoder(data, quoteTabs, isText, header).run());
}

} // namespace

const NativeRow kQuotedPrintableFunctions[] = {
    NATIVE_FUNCTION("a2b_qp", decode, "(data, header=False)"),
    NATIVE_FUNCTION("b2a_qp", encode, "(data, quotetabs=False, istext=True, header=False)"),
    {nullptr, nullptr, nullptr}};

} // namespace rt::binascii
