#include "runtime-lib/core/Tracing.h"

namespace rt {

NativeProfiler nativeProfiler;
uint32_t tracingThreads;
void (*instrumentCode)();
bool (*assignLine)(Thread &, Frame *, int64_t line);

void updateTraced(Thread &t) {
  t.traced = (ok(t.traceFunction) || ok(t.profileFunction)) && !t.traceDepth;
  lowerStackLimit(t);
  if (t.poll) requestPoll(t, 0); // it came meanwhile
}

void setTraceFunctions(Thread &t, Value trace, Value profile) {
  const bool before = ok(t.traceFunction) || ok(t.profileFunction), after = ok(trace) || ok(profile);
  t.traceFunction = trace;
  t.profileFunction = profile;
  if (after && !before) tracingThreads++;
  if (before && !after) tracingThreads--;
  updateTraced(t);
  if (after && instrumentCode) instrumentCode();
}

} // namespace rt
