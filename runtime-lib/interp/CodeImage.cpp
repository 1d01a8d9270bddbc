// A code image owns the ModuleData and CodeInfo records of one code unit and of those nested in it. Each
// code object refers to its image; the image refers to the constants, code objects among them.
#include "runtime-lib/interp/CodeImage.h"

#include "compiler/bytecode/ConstantPool.h"
#include "compiler/bytecode/Encoding.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/interp/InterpretedCode.h"
#include "runtime-lib/objects/Code.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace rt {

namespace {

struct Record {
  CodeInfo info{};
  std::string lines, body;
  std::vector<int32_t> cellParams;
  InterpretedCode *interpreted = nullptr;
};

struct Storage {
  ModuleData data{};
  std::string fileName;
  std::vector<Value> constants;
  std::deque<Record> records; // stable addresses
  std::vector<const CodeInfo *> codes;
};

struct CodeImage : Object {
  Storage *storage;
};

void traceImage(Object *object, Tracer &tracer) {
  Storage *storage = static_cast<CodeImage *>(object)->storage;
  if (!storage) return;
  tracer.range(storage->constants.data(), storage->constants.size());
  for (const Record &record : storage->records)
    if (record.interpreted) trace(record.interpreted, tracer);
}

void disposeImage(Object *object) {
  Storage *storage = static_cast<CodeImage *>(object)->storage;
  if (!storage) return;
  for (const Record &record : storage->records)
    if (record.interpreted) dispose(record.interpreted);
  delete storage;
}

/// Numbers the units as codegen does: each before those nested in it.
void collect(const regius::CodeUnit &unit, std::vector<const regius::CodeUnit *> &units,
             std::unordered_map<const regius::CodeUnit *, uint32_t> &indices) {
  if (!indices.try_emplace(&unit, static_cast<uint32_t>(units.size())).second) return;
  units.push_back(&unit);
  for (const regius::Constant &constant : unit.consts)
    if (constant.kind == regius::Constant::Kind::Code) collect(*constant.code, units, indices);
}

void fill(Record &record, const regius::CodeUnit &unit, Storage &storage, regius::ConstantPool &pool, bool withConstants) {
  CodeInfo &info = record.info;
  info.module = &storage.data;
  info.flags = unit.flags | (unit.exceptionTable.empty() ? 0u : static_cast<uint32_t>(regius::kHasHandlers));
  info.kind = static_cast<uint32_t>(unit.kind);
  info.argCount = unit.argCount;
  info.posOnlyCount = unit.posOnlyCount;
  info.kwOnlyCount = unit.kwOnlyCount;
  info.parameterCount = unit.parameterCount();
  info.localCount = static_cast<uint32_t>(unit.varNames.size());
  info.cellCount = static_cast<uint32_t>(unit.cellNames.size());
  info.freeCount = static_cast<uint32_t>(unit.freeNames.size());
  info.stackSize = unit.stackSize;
  info.firstLine = unit.firstLine;
  info.name = pool.name(unit.name);
  info.qualName = pool.name(unit.qualName);
  info.varNames = pool.names(unit.varNames);
  info.cellNames = pool.names(unit.cellNames);
  info.freeNames = pool.names(unit.freeNames);
  info.names = pool.names(unit.names);
  if (withConstants) info.constants = pool.tuple(unit.consts);
  info.selfAttributes = pool.names(unit.selfAttributes);
  record.lines = encodeLocations(unit);
  info.lineTable = reinterpret_cast<const uint8_t *>(record.lines.data());
  info.lineTableSize = static_cast<uint32_t>(record.lines.size());
  info.instructionCount = static_cast<uint32_t>(unit.instructions.size());
  record.cellParams = unit.cellParams;
  info.cellParams = record.cellParams.empty() ? nullptr : record.cellParams.data();
  record.body = encodeBody(unit);
  info.body = reinterpret_cast<const uint8_t *>(record.body.data());
  info.bodySize = record.body.size();
  info.interpreted = &record.interpreted;
  info.entry = interpreterEntry(&info);
  if (unit.flags & (regius::kGenerator | regius::kCoroutine | regius::kAsyncGenerator)) info.resume = interpreterResume();
}

/// On first use: programs without the compiler do not have the type.
void registerImageType(Thread &t) {
  static bool done;
  if (done) return;
  done = true;
  registerType(t, {.id = TypeId::CodeImage,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(CodeImage),
                   .trace = traceImage,
                   .dispose = disposeImage});
}

} // namespace

void setImageFileName(const ModuleData *module, std::string_view name) {
  Storage *storage = static_cast<CodeImage *>(module->image)->storage;
  storage->fileName = name;
  storage->data.fileName = storage->fileName.c_str();
}

Code *codeFromUnit(Thread &t, const regius::CodeUnit &unit, Tuple *constants) {
  registerImageType(t);
  std::vector<const regius::CodeUnit *> units;
  std::unordered_map<const regius::CodeUnit *, uint32_t> indices;
  if (constants) // whose code objects have images of their own
    units.push_back(&unit);
  else
    collect(unit, units, indices);
  regius::ConstantPool pool([&](const regius::CodeUnit *nested) { return indices.at(nested); });

  auto *image = allocate<CodeImage>(t, TypeId::CodeImage);
  auto *storage = image->storage = new Storage;
  storage->fileName = unit.fileName;
  for (const regius::CodeUnit *each : units) {
    Record &record = storage->records.emplace_back();
    fill(record, *each, *storage, pool, !constants);
    storage->codes.push_back(&record.info);
  }
  storage->constants.resize(pool.count() + (constants ? 1 : 0), kNoValue);
  ModuleData &data = storage->data;
  data.name = "";
  data.fileName = storage->fileName.c_str();
  data.constants = storage->constants.data();
  data.constantCount = pool.count();
  data.constantBlob = reinterpret_cast<const uint8_t *>(pool.blob().data());
  data.constantBlobSize = pool.blob().size();
  data.codes = storage->codes.data();
  data.codeCount = static_cast<uint32_t>(storage->codes.size());
  data.body = storage->codes.front();
  data.linked = 1;
  data.image = image;
  if (!decodeConstants(t, &data)) return nullptr;
  data.constantBlob = nullptr; // belongs to the pool
  if (constants) {
    Record &record = storage->records.front();
    record.info.constants = data.constantCount++;
    storage->constants.back() = fromObject(constants);
    writeBarrier(image);
  }
  Code *code = codeNew(t, data.body);
  __asm__ volatile("" : : "r"(image)); // alive until here: only memory outside the heap refers to it
  return code;
}

} // namespace rt
