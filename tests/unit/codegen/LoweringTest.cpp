// Lowering of hand-made code units: valid IR at every level, for generators and handlers too.
#include "codegen/CodeGen.h"
#include "codegen/LayoutCheck.h"

#include <gtest/gtest.h>

namespace regius {
namespace {

CodeUnit unit(std::string name, std::vector<Instruction> instructions) {
  CodeUnit u;
  u.name = u.qualName = std::move(name);
  u.fileName = "test.py";
  u.kind = CodeKind::Function;
  u.instructions = std::move(instructions);
  u.locations.assign(u.instructions.size(), {1, 1, 0, 1});
  u.stackSize = 8;
  return u;
}

Constant number(int64_t n) {
  Constant c;
  c.kind = Constant::Kind::Int;
  c.intValue = n;
  return c;
}

Constant code(CodeUnit u) {
  Constant c;
  c.kind = Constant::Kind::Code;
  c.code = std::make_shared<CodeUnit>(std::move(u));
  return c;
}

/// A module that defines one function.
CodeUnit moduleOf(CodeUnit function) {
  CodeUnit m = unit("<module>", {{Opcode::MakeFunction, 0}, {Opcode::StoreGlobal, 0}, {Opcode::LoadConst, 1}, {Opcode::ReturnValue}});
  m.kind = CodeKind::Module;
  m.names = {function.name};
  m.consts = {code(std::move(function)), Constant{}};
  return m;
}

std::string ir(const CodeUnit &module, unsigned level, bool debug = false) {
  BuildOptions options;
  options.optLevel = level;
  options.debugInfo = debug;
  std::string out, error;
  EXPECT_TRUE(generateModule({"test", &module, false}, options, OutputKind::Ir, out, error)) << error;
  return out;
}

/// def f(n): while n > 0: n = n - 1
CodeUnit countdown() {
  CodeUnit f = unit("f", {{Opcode::LoadLocal, 0}, {Opcode::LoadConst, 0}, {Opcode::Compare, uint32_t(CompareKind::Greater)},
                          {Opcode::PopJumpIfFalse, 9}, {Opcode::LoadLocal, 0}, {Opcode::LoadConst, 1},
                          {Opcode::BinaryOp, uint32_t(BinaryKind::Subtract)}, {Opcode::StoreLocal, 0}, {Opcode::Jump, 0},
                          {Opcode::LoadConst, 2}, {Opcode::ReturnValue}});
  f.argCount = 1;
  f.varNames = {"n"};
  f.consts = {number(0), number(1), Constant{}};
  return f;
}

TEST(Lowering, LoopAtEveryLevel) {
  CodeUnit module = moduleOf(countdown());
  for (unsigned level : {0u, 1u, 2u, 3u}) {
    std::string text = ir(module, level);
    EXPECT_NE(text.find("@test.f(ptr"), std::string::npos);
    EXPECT_NE(text.find("@rt_binary_subtract"), std::string::npos);
  }
}

TEST(Lowering, DebugLines) { EXPECT_NE(ir(moduleOf(countdown()), 2, true).find("DISubprogram(name: \"f\""), std::string::npos); }

TEST(Lowering, Deterministic) { EXPECT_EQ(ir(moduleOf(countdown()), 2), ir(moduleOf(countdown()), 2)); }

TEST(Lowering, Handler) { // try: return x  except: return None
  CodeUnit f = unit("f", {{Opcode::LoadGlobal, 0}, {Opcode::ReturnValue}, {Opcode::PushExcInfo}, {Opcode::Pop},
                          {Opcode::PopExcept}, {Opcode::LoadConst, 0}, {Opcode::ReturnValue}});
  f.names = {"x"};
  f.consts = {Constant{}};
  f.exceptionTable = {{0, 1, 2, 0}};
  std::string text = ir(moduleOf(std::move(f)), 2);
  EXPECT_NE(text.find("@rt_traceback_here"), std::string::npos);
}

TEST(Lowering, Generator) { // def f(n): x = yield n; return x
  CodeUnit f = unit("f", {{Opcode::LoadLocal, 0}, {Opcode::YieldValue}, {Opcode::StoreLocal, 1}, {Opcode::LoadLocal, 1}, {Opcode::ReturnValue}});
  f.flags = kGenerator;
  f.argCount = 1;
  f.varNames = {"n", "x"};
  std::string text = ir(moduleOf(std::move(f)), 2);
  EXPECT_NE(text.find("@\"test.f$resume\""), std::string::npos);
  EXPECT_NE(text.find("@rt_generator_new"), std::string::npos);
}

TEST(Lowering, EveryTargetGivesObjects) {
  CodeUnit module = moduleOf(countdown());
  for (const char *triple : {"x86_64-pc-linux-gnu", "aarch64-linux-gnu", "riscv64-linux-gnu", "arm-linux-gnueabihf", "wasm32-wasi", "s390x-linux-gnu", "x86_64-w64-mingw32"}) {
    BuildOptions options;
    options.triple = triple;
    std::string out, error;
    EXPECT_TRUE(generateModule({"test", &module, false}, options, OutputKind::Object, out, error)) << triple << ": " << error;
  }
}

TEST(Layouts, AgreeWithTheRuntime) { EXPECT_EQ(codegen::layoutMismatch(), ""); }

TEST(Targets, UnknownTripleIsAnError) {
  BuildOptions options;
  options.triple = "nosuch-unknown-none";
  std::string error;
  EXPECT_EQ(targetTriple(options, error), "");
  EXPECT_FALSE(error.empty());
}

} // namespace
} // namespace regius
