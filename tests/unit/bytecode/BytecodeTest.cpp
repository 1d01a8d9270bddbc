// Stack effects, verifier, serialiser and disassembler on hand-made units.
#include "compiler/bytecode/Disassembler.h"
#include "compiler/bytecode/Serialize.h"
#include "compiler/bytecode/Verifier.h"

#include <gtest/gtest.h>

using namespace regius;

namespace {

CodeUnit unitOf(std::vector<Instruction> instructions, uint32_t stackSize = 4) {
  CodeUnit unit;
  unit.name = unit.qualName = "f";
  unit.fileName = "f.py";
  unit.kind = CodeKind::Function;
  unit.stackSize = stackSize;
  unit.varNames = {"a", "b"};
  unit.names = {"g"};
  unit.consts.resize(1);
  unit.locations.resize(instructions.size(), Location{3, 3, 4, 9});
  unit.instructions = std::move(instructions);
  return unit;
}

Constant intConstant(int64_t value) {
  Constant constant;
  constant.kind = Constant::Kind::Int;
  constant.intValue = value;
  return constant;
}

std::string problem(const CodeUnit &unit) { return verify(unit).value_or("fine"); }

TEST(Verifier, acceptsAdditionAndReturn) {
  EXPECT_EQ(problem(unitOf({{Opcode::LoadLocal, 0},
                            {Opcode::LoadLocal, 1},
                            {Opcode::BinaryOp, 0},
                            {Opcode::ReturnValue}})),
            "fine");
}

TEST(Verifier, rejectsBrokenUnits) {
  EXPECT_EQ(problem(unitOf({})), "f: no instructions");
  EXPECT_EQ(problem(unitOf({{Opcode::ReturnValue}})),
            "f: instruction 0 (ReturnValue): the stack holds 0 values, 1 are needed");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 0}})),
            "f: instruction 0 (LoadConst): control runs off the end");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 9}})),
            "f: instruction 0 (LoadConst): constant out of range");
  EXPECT_EQ(problem(unitOf({{Opcode::Jump, 9}})),
            "f: instruction 0 (Jump): jump target out of range");
  EXPECT_EQ(problem(unitOf({{static_cast<Opcode>(250), 0}})),
            "f: instruction 0 (opcode 250): no such opcode");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 0}, {Opcode::Copy, 2}, {Opcode::ReturnValue}})),
            "f: instruction 1 (Copy): the stack holds 1 values, 2 are needed");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 0}, {Opcode::Jump, 0}})),
            "f: instruction 0 (LoadConst): stack depth 1 from instruction 1, 0 from elsewhere");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 0}, {Opcode::ReturnValue}}, 0)),
            "f: instruction 0 (LoadConst): the stack grows above the stack size");
  EXPECT_EQ(problem(unitOf({{Opcode::LoadConst, 0}, {Opcode::YieldValue}, {Opcode::ReturnValue}})),
            "f: instruction 1 (YieldValue): outside a generator");
}

TEST(Verifier, checksHandlers) {
  CodeUnit unit = unitOf({{Opcode::Nop}, {Opcode::Nop}, {Opcode::Reraise}});
  unit.instructions[1] = {Opcode::Jump, 0};
  unit.exceptionTable = {{0, 1, 2, 0}};
  EXPECT_EQ(problem(unit), "fine");
  unit.exceptionTable = {{0, 1, 2, 1}};
  EXPECT_EQ(problem(unit), "f: instruction 0 (Nop): the stack is lower than the depth of its "
                           "exception entry");
  unit.exceptionTable = {{1, 1, 2, 0}};
  EXPECT_EQ(problem(unit), "f: an exception entry is out of range");
}

TEST(Serialize, roundTrips) {
  CodeUnit unit = unitOf({{Opcode::LoadConst, 1}, {Opcode::ReturnValue}});
  unit.consts.push_back(intConstant(INT64_MIN));
  Constant tuple;
  tuple.kind = Constant::Kind::Tuple;
  tuple.items = {intConstant(-1), Constant{}};
  unit.consts.push_back(tuple);
  unit.selfAttributes = {"x"};
  unit.exceptionTable = {{0, 1, 1, 0}};
  std::string error;
  const std::string bytes = serialize(unit);
  std::unique_ptr<CodeUnit> copy = deserialize(bytes, error);
  ASSERT_TRUE(copy) << error;
  EXPECT_EQ(serialize(*copy), bytes);
  EXPECT_EQ(disassemble(*copy), disassemble(unit));
}

TEST(Serialize, rejectsEveryTruncationAndEveryChangedByte) {
  CodeUnit unit = unitOf({{Opcode::LoadConst, 0}, {Opcode::ReturnValue}});
  const std::string bytes = serialize(unit);
  std::string error;
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(deserialize(std::string_view(bytes).substr(0, i), error));
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x41);
    EXPECT_FALSE(deserialize(changed, error)) << i;
    EXPECT_FALSE(error.empty());
  }
  EXPECT_FALSE(deserialize(bytes + "x", error));
}

TEST(Disassembler, printsFloatsAsPython) {
  EXPECT_EQ(floatRepr(1.0), "1.0");
  EXPECT_EQ(floatRepr(1e16), "1e+16");
  EXPECT_EQ(floatRepr(123456789012345.0), "123456789012345.0");
  EXPECT_EQ(floatRepr(0.0001), "0.0001");
  EXPECT_EQ(floatRepr(0.00001), "1e-05");
  EXPECT_EQ(floatRepr(-0.0), "-0.0");
}

TEST(Disassembler, namesOperands) {
  CodeUnit unit = unitOf({{Opcode::LoadLocal, 1}, {Opcode::BinaryOp, kInplace}, {Opcode::Jump, 0}});
  EXPECT_EQ(operandText(unit, 0), "b");
  EXPECT_EQ(operandText(unit, 1), "+=");
  EXPECT_EQ(operandText(unit, 2), "to 0");
}

} // namespace
