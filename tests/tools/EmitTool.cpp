// Compiles Python sources to bytecode in bulk, for scripts that compare with CPython.
//
//   regius-emit-tool --check FILE...       compiles and verifies each; prints failures and the CPU
//   time regius-emit-tool --positions FILE...   per file: "# NAME" then one "opcode line endLine
//   col endCol"
//                                          for each instruction
//   regius-emit-tool --errors              reads sources separated by NUL from stdin; prints for
//   each the
//                                          error fields separated by \x1f, or "ok"
//   regius-emit-tool --symbols FILE...     the symbol tables
//   regius-emit-tool --python FILE...      units as Python expressions, for scripts/run-on-cpython
//   regius-emit-tool --bytecode FILE...    the disassembly
#include "compiler/FrontEnd.h"
#include "compiler/bytecode/Disassembler.h"
#include "compiler/bytecode/Serialize.h"
#include "compiler/support/BigStack.h"
#include "compiler/symtable/SymbolTable.h"

#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

using namespace regius;

static std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

static void printError(const Diagnostics &diagnostics) {
  const Diagnostic &error = diagnostics.errors().front();
  std::printf("%s\x1f%s\x1f%d\x1f%d\x1f%d\x1f%d", errorTypeName(error.type), error.message.c_str(),
              error.line, error.column, error.endLine, error.endColumn);
}

static void printPositions(const CodeUnit &unit) {
  std::printf("# %s\n", unit.qualName.c_str());
  for (size_t i = 0; i < unit.instructions.size(); ++i) {
    const Location &where = unit.locations[i];
    std::printf("%s %d %d %d %d\n", std::string(opcodeName(unit.instructions[i].op)).c_str(),
                where.line, where.endLine, where.column, where.endColumn);
  }
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      printPositions(*constant.code);
}

/// A unit as a Python expression: what scripts/run-on-cpython reads.
static void appendPython(std::string &out, const CodeUnit &unit);

static void appendStrings(std::string &out, const std::vector<std::string> &list) {
  out += "[";
  for (const std::string &text : list) {
    Constant constant;
    constant.kind = Constant::Kind::Str;
    constant.text = text;
    out += constantRepr(constant) + ",";
  }
  out += "],";
}

static void appendPython(std::string &out, const Constant &constant) {
  if (constant.kind == Constant::Kind::Code) {
    appendPython(out, *constant.code);
  } else if (constant.kind == Constant::Kind::Tuple || constant.kind == Constant::Kind::FrozenSet) {
    out += constant.kind == Constant::Kind::Tuple ? "(" : "frozenset((";
    for (const Constant &item : constant.items) {
      appendPython(out, item);
      out += ",";
    }
    out += constant.kind == Constant::Kind::Tuple ? ")" : "))";
  } else if (constant.kind == Constant::Kind::Complex) {
    out += "complex(" + floatRepr(constant.real) + "," + floatRepr(constant.imag) + ")";
  } else {
    out += constantRepr(constant);
  }
}

static void appendPython(std::string &out, const CodeUnit &unit) {
  out += "Unit(";
  appendStrings(out, {unit.name, unit.qualName, unit.fileName});
  for (uint32_t number : {uint32_t(unit.kind), unit.flags, unit.firstLine, unit.posOnlyCount, unit.argCount,
                          unit.kwOnlyCount, unit.stackSize})
    out += std::to_string(number) + ",";
  appendStrings(out, unit.varNames);
  appendStrings(out, unit.cellNames);
  appendStrings(out, unit.freeNames);
  appendStrings(out, unit.names);
  out += "[";
  for (const Constant &constant : unit.consts) {
    appendPython(out, constant);
    out += ",";
  }
  out += "],[";
  for (size_t i = 0; i < unit.instructions.size(); ++i) {
    const Location &where = unit.locations[i];
    out += "('" + std::string(opcodeName(unit.instructions[i].op)) + "'," + std::to_string(unit.instructions[i].arg);
    for (int32_t number : {where.line, where.endLine, where.column, where.endColumn})
      out += "," + std::to_string(number);
    out += "),";
  }
  out += "],[";
  for (const ExceptionEntry &entry : unit.exceptionTable)
    out += "(" + std::to_string(entry.start) + "," + std::to_string(entry.end) + "," + std::to_string(entry.handler) +
           "," + std::to_string(entry.depth) + "),";
  out += "])";
}

/// With `internalOnly` a file that is no Python is fine, as long as the error is one of the source.
static int checkFiles(char **files, int count, bool internalOnly) {
  int failures = 0;
  const std::clock_t start = std::clock();
  for (int i = 0; i < count; ++i) {
    SourceFile source(files[i], readFile(files[i]));
    Diagnostics diagnostics;
    auto unit = compileSource(source, ParseMode::Module, EmitOptions{}, diagnostics);
    if (!unit && internalOnly &&
        diagnostics.errors().front().id != SyntaxErrorId::InternalEmitterError)
      continue;
    if (!unit) {
      std::printf("%s: ", files[i]);
      printError(diagnostics);
      std::printf("\n");
      ++failures;
      continue;
    }
    std::string error;
    const std::string bytes = serialize(**unit);
    auto copy = deserialize(bytes, error);
    if (!copy || serialize(*copy) != bytes) {
      std::printf("%s: .rbc does not round-trip: %s\n", files[i], error.c_str());
      ++failures;
    }
  }
  std::printf("%d files, %d failures, %.2f s\n", count, failures,
              double(std::clock() - start) / CLOCKS_PER_SEC);
  return failures != 0;
}

static int timeFiles(char **files, int count) {
  const std::clock_t start = std::clock();
  int failures = 0;
  for (int i = 0; i < count; ++i) {
    SourceFile source(files[i], readFile(files[i]));
    Diagnostics diagnostics;
    failures += !compileSource(source, ParseMode::Module, EmitOptions{}, diagnostics);
  }
  std::printf("%d files, %d failures, %.2f s\n", count, failures,
              double(std::clock() - start) / CLOCKS_PER_SEC);
  return 0;
}

static int reportErrors() {
  std::string all{std::istreambuf_iterator<char>(std::cin), {}};
  for (size_t start = 0; start < all.size();) {
    size_t end = all.find('\0', start);
    if (end == std::string::npos)
      end = all.size();
    SourceFile source("f", all.substr(start, end - start), SourceKind::Text);
    Diagnostics diagnostics;
    if (compileSource(source, ParseMode::Module, EmitOptions{}, diagnostics))
      std::printf("ok");
    else
      printError(diagnostics);
    for (const Diagnostic &warning : diagnostics.warnings())
      std::printf("\x1f%s:%s:%d", errorTypeName(warning.type), warning.message.c_str(),
                  warning.line);
    std::printf("\n");
    start = end + 1;
  }
  return 0;
}

static int printSymbols(const std::string &path) {
  SourceFile source(path, readFile(path));
  Diagnostics diagnostics;
  std::string text;
  runOnBigStack([&] {
    Arena arena;
    StringInterner interner(arena);
    ParseOptions options;
    options.interner = &interner;
    auto tree = parse(source, ParseMode::Module, arena, diagnostics, options);
    if (!tree)
      return;
    auto future = collectFutureFeatures(**tree, source, diagnostics);
    if (!future)
      return;
    SymbolTableOptions tableOptions;
    tableOptions.future = *future;
    auto table = buildSymbolTable(**tree, source, interner, tableOptions, diagnostics);
    if (table)
      text = dumpSymbolTable(**table);
  });
  if (diagnostics.hasErrors()) {
    printError(diagnostics);
    std::printf("\n");
  }
  std::fputs(text.c_str(), stdout);
  return diagnostics.hasErrors();
}

int main(int count, char **arguments) {
  const std::string mode = count > 1 ? arguments[1] : "";
  if (mode == "--check" || mode == "--check-internal")
    return checkFiles(arguments + 2, count - 2, mode == "--check-internal");
  if (mode == "--time")
    return timeFiles(arguments + 2, count - 2);
  if (mode == "--errors")
    return reportErrors();
  if (mode == "--symbols") {
    int status = 0;
    for (int i = 2; i < count; ++i)
      status |= printSymbols(arguments[i]);
    return status;
  }
  for (int i = 2; i < count; ++i) {
    SourceFile source(arguments[i], readFile(arguments[i]));
    Diagnostics diagnostics;
    auto unit = compileSource(source, ParseMode::Module, EmitOptions{}, diagnostics);
    if (!unit) {
      printError(diagnostics);
      std::printf("\n");
    } else if (mode == "--python") {
      std::string text;
      appendPython(text, **unit);
      std::puts(text.c_str());
    } else if (mode == "--positions") {
      printPositions(**unit);
    } else {
      std::fputs(disassemble(**unit).c_str(), stdout);
    }
  }
  return 0;
}
