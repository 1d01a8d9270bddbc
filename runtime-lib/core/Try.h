// TRY of the runtime. No include guard: eval/, which includes the compiler's headers and their TRY, includes
// it again behind them.
#undef TRY

/// Returns kNoValue from the current function when `expr` did. Works for Values and pointers.
#define TRY(expr)                                                                                  \
  ({                                                                                               \
    auto tryResult_ = (expr);                                                                      \
    if (!rt::succeeded(tryResult_)) return rt::kFailed;                                            \
    tryResult_;                                                                                    \
  })
