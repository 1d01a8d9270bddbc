// The _lzma module over liblzma: errors and constants; see the other files for the rest.
#include "runtime-lib/modules/lzma/Lzma.h"

#include "runtime-lib/modules/System.h"

#include <string>

namespace rt::lzma {

Type *errorType;

Value raiseError(Thread &t, const char *text) { return raiseNew(t, errorType, text); }

bool succeeded(Thread &t, lzma_ret code) {
  switch (code) {
  case LZMA_OK: case LZMA_GET_CHECK: case LZMA_NO_CHECK: case LZMA_STREAM_END: return true;
  case LZMA_UNSUPPORTED_CHECK: return raiseError(t, "Unsupported integrity check"), false;
  case LZMA_MEM_ERROR: return raiseMemoryError(t), false;
  case LZMA_MEMLIMIT_ERROR: return raiseError(t, "Memory usage limit exceeded"), false;
  case LZMA_FORMAT_ERROR: return raiseError(t, "Input format not supported by decoder"), false;
  case LZMA_OPTIONS_ERROR: return raiseError(t, "Invalid or unsupported options"), false;
  case LZMA_DATA_ERROR: return raiseError(t, "Corrupt input data"), false;
  case LZMA_BUF_ERROR: return raiseError(t, "Insufficient buffer space"), false;
  case LZMA_PROG_ERROR: return raiseError(t, "Internal error"), false;
  default:
    raiseNew(t, errorType, "Unrecognized error from liblzma: " + std::to_string(code));
    return false;
  }
}

namespace {

Value isCheckSupported(Thread &t, const Value *a) {
  int check;
  return intArgument(t, a[0], &check) ? fromBool(lzma_check_is_supported(static_cast<lzma_check>(check))) : kNoValue;
}
const NativeRow kFunctions[] = {NATIVE_FUNCTION("is_check_supported", isCheckSupported, "(check_id, /)"),
                                {nullptr, nullptr, nullptr}};

#define ROW(name) {#name, static_cast<int64_t>(LZMA_##name)}
const IntConstant kConstants[] = {
    ROW(CHECK_NONE), ROW(CHECK_CRC32), ROW(CHECK_CRC64), ROW(CHECK_SHA256), ROW(CHECK_ID_MAX),
    {"CHECK_UNKNOWN", LZMA_CHECK_ID_MAX + 1},
    ROW(FILTER_LZMA1), ROW(FILTER_LZMA2), ROW(FILTER_DELTA), ROW(FILTER_X86), ROW(FILTER_POWERPC), ROW(FILTER_IA64),
    ROW(FILTER_ARM), ROW(FILTER_ARMTHUMB), ROW(FILTER_SPARC),
    {"FORMAT_AUTO", kAuto}, {"FORMAT_XZ", kXz}, {"FORMAT_ALONE", kAlone}, {"FORMAT_RAW", kRaw},
    ROW(MF_HC3), ROW(MF_HC4), ROW(MF_BT2), ROW(MF_BT3), ROW(MF_BT4), ROW(MODE_FAST), ROW(MODE_NORMAL),
    ROW(PRESET_DEFAULT), {"PRESET_EXTREME", static_cast<int64_t>(LZMA_PRESET_EXTREME)}};

bool initialise(Thread &t, Value module) {
  errorType = addException(t, module, "LZMAError", exceptionType(Exc::Exception));
  addRoot(&errorType);
  return errorType && addConstants(t, module, kConstants) && addFunctions(t, module, kFunctions) &&
         addFunctions(t, module, kFilterFunctions) && addCompressor(t, module) && addDecompressor(t, module);
}

} // namespace
} // namespace rt::lzma

NATIVE_MODULE_DEFINITION(_lzma, "_lzma", rt::lzma::initialise)
