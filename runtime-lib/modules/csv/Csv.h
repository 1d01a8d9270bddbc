// Shared parts of the _csv module: dialects and the module's state.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt::csv {

enum Quoting : int { kMinimal, kAll, kNonNumeric, kNone };

struct Dialect : Object {
  Value lineTerminator;
  uint32_t delimiter, quote, escape; // 0: none
  bool doubleQuote, skipInitialSpace, strict;
  int quoting;
};

extern Type *dialectType, *errorType;
extern int64_t fieldLimit;

/// The Dialect for the arguments of reader() and writer(): a registered name, a class or object
/// with the attributes, or None, changed by the keywords. Null with an exception pending.
Dialect *makeDialect(Thread &, Type *type, Value base, const Value *keywordValues, Tuple *keywords);
/// The same for functions whose **fmtparams came as a dict; base and formats may be kNoValue.
Dialect *dialectOf(Thread &, Value base, Value formats);
/// Raises _csv.Error.
Value raiseError(Thread &, std::string_view text);
bool addReader(Thread &, Value module);
bool addWriter(Thread &, Value module);

} // namespace rt::csv
