// The command line as a request to the driver.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace regius {

enum class Stage {
#define STAGE(Id, Name, Extension, Help) Id,
#include "compiler/driver/Options.def"
};

std::string_view stageName(Stage stage);
std::string_view stageExtension(Stage stage);

struct EmitRequest {
  Stage stage;
  std::string file; // empty: chosen by the driver
};

struct Request {
  bool run = false; // `regius run FILE args..`: build, execute, remove
  std::string input;
  std::vector<std::string> programArguments;
  std::string output;
  std::vector<EmitRequest> emit;
  std::string function, module, documentation;
  std::string target, cpu, pythonLibrary, eval = "auto";
  std::vector<std::string> include, site, warnings;
  unsigned level = 2;
  unsigned pythonOptimize = 0;
  bool debugInfo = false, staticExecutable = false, strip = false, noCache = false, interpret = false, asPython = false;
  bool verbose = false, timeReport = false, version = false, help = false;
};

std::string helpText();

/// Reads the arguments after the program's name. On a mistake nothing, with its text in `error`.
std::optional<Request> parseOptions(std::vector<std::string> arguments, std::string &error);

} // namespace regius
