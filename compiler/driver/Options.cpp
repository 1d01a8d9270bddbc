// Command-line parsing with Boost.Program_options, built from Options.def.
#include "compiler/driver/Options.h"

#include <algorithm>
#include <boost/program_options.hpp>

namespace regius {

namespace po = boost::program_options;

namespace {

enum class OptionKind { Flag, Value, List };

struct OptionRow {
  const char *spelling;
  OptionKind kind;
  const char *value, *help;
};

constexpr OptionRow kOptions[] = {
#define OPTION(Spelling, Kind, Value, Help) {Spelling, OptionKind::Kind, Value, Help},
#include "compiler/driver/Options.def"
};

struct StageRow {
  Stage stage;
  std::string_view name, extension, help;
};

constexpr StageRow kStages[] = {
#define STAGE(Id, Name, Extension, Help) {Stage::Id, Name, Extension, Help},
#include "compiler/driver/Options.def"
};

/// Long options that have always been written with one dash.
constexpr std::string_view kSingleDash[] = {"-static", "-ftime-report"};

std::string longName(const OptionRow &row) {
  const std::string spelling = row.spelling;
  return spelling.substr(0, spelling.find(','));
}

std::string shortName(const OptionRow &row) {
  const std::string spelling = row.spelling;
  const size_t comma = spelling.find(',');
  return comma == std::string::npos ? "" : spelling.substr(comma + 1);
}

po::options_description description() {
  po::options_description result;
  for (const OptionRow &row : kOptions) {
    if (row.kind == OptionKind::Flag) {
      result.add_options()(row.spelling, row.help);
    } else {
      // Every value is a list here, so that a repeated option is our error, or the last one wins.
      auto *value = po::value<std::vector<std::string>>()->value_name(row.value)->composing();
      if (longName(row) == "level")
        value->implicit_value({std::string()}, "");
      result.add_options()(row.spelling, value, row.help);
    }
  }
  result.add_options()("input", po::value<std::vector<std::string>>(), "");
  return result;
}

size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t up = row[j];
      row[j] = std::min({up + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1] ? 1 : 0)});
      diagonal = up;
    }
  }
  return row[b.size()];
}

std::string unknownOption(const std::string &given) {
  const size_t start = std::min(given.find_first_not_of('-'), given.size());
  const std::string name = given.substr(start, given.find('=', start) - start);
  std::string best;
  size_t bestDistance = name.size() / 2 + 1;
  for (const OptionRow &row : kOptions) {
    const size_t distance = editDistance(name, longName(row));
    if (distance < bestDistance) {
      bestDistance = distance;
      best = longName(row);
    }
  }
  std::string text = "unknown option '" + given + "'";
  if (!best.empty() && name.size() > 1)
    text += "; did you mean '--" + best + "'?";
  return text;
}

bool addStages(const std::string &list, std::vector<EmitRequest> &emit, std::string &error) {
  for (size_t start = 0; start <= list.size();) {
    const size_t end = std::min(list.find(',', start), list.size());
    const std::string item = list.substr(start, end - start);
    const size_t equals = item.find('=');
    const std::string name = item.substr(0, equals);
    const StageRow *found = nullptr;
    for (const StageRow &row : kStages)
      if (row.name == name)
        found = &row;
    if (!found) {
      std::string best;
      size_t bestDistance = name.size() / 2 + 1;
      for (const StageRow &row : kStages)
        if (const size_t distance = editDistance(name, row.name); distance < bestDistance) {
          bestDistance = distance;
          best = std::string(row.name);
        }
      error = "unknown stage '" + name + "' in --emit";
      if (!best.empty())
        error += "; did you mean '" + best + "'?";
      return false;
    }
    emit.push_back(
        {found->stage, equals == std::string::npos ? std::string() : item.substr(equals + 1)});
    start = end + 1;
  }
  return true;
}

bool readLevel(const std::string &value, Request &request, std::string &error) {
  if (value.empty())
    request.pythonOptimize = std::max(request.pythonOptimize, 1u);
  else if (value == "O")
    request.pythonOptimize = 2;
  else if (value.size() == 1 && value[0] >= '0' && value[0] <= '3')
    request.level = static_cast<unsigned>(value[0] - '0');
  else {
    error = "unknown optimisation level '-O" + value + "'; it is 0, 1, 2 or 3";
    return false;
  }
  return true;
}

/// -O takes its value only when attached, so `-O file.py` is not level "file.py"; long options with
/// one dash get two.
std::vector<std::string> normalised(std::vector<std::string> arguments) {
  for (std::string &argument : arguments) {
    for (std::string_view name : kSingleDash)
      if (argument == name)
        argument = "-" + argument;
    if (argument == "-O")
      argument = "--level=";
    else if (argument.size() > 2 && argument.compare(0, 2, "-O") == 0)
      argument = "--level=" + argument.substr(2);
  }
  return arguments;
}

int style() { return po::command_line_style::unix_style & ~po::command_line_style::allow_guessing; }

/// How many arguments stand before and with the first positional one, or with -m NAME.
size_t countToFirstPositional(const std::vector<std::string> &arguments,
                              const po::options_description &options) {
  po::positional_options_description positional;
  positional.add("input", -1);
  const auto parsed = po::command_line_parser(arguments)
                          .options(options)
                          .positional(positional)
                          .style(style())
                          .allow_unregistered()
                          .run();
  size_t count = 0;
  for (const auto &option : parsed.options) {
    count += option.original_tokens.size();
    if (option.position_key >= 0 || option.string_key == "module")
      return count;
  }
  return arguments.size();
}

bool fill(const po::variables_map &values, Request &request, std::string &error) {
  auto list = [&](const char *name) {
    return values.count(name) ? values[name].as<std::vector<std::string>>()
                              : std::vector<std::string>();
  };
  auto last = [&](const char *name) {
    const std::vector<std::string> all = list(name);
    return all.empty() ? std::string() : all.back();
  };
  for (const std::string &value : list("level"))
    if (!readLevel(value, request, error))
      return false;
  for (const std::string &value : list("emit"))
    if (!addStages(value, request.emit, error))
      return false;
  if (values.count("compile"))
    request.emit.push_back({Stage::Obj, {}});
  if (values.count("assembly"))
    request.emit.push_back({Stage::Asm, {}});
  request.output = last("output");
  request.function = last("function");
  request.module = last("module");
  request.documentation = last("doc");
  request.target = last("target");
  request.cpu = last("cpu");
  request.pythonLibrary = last("python-lib");
  if (const std::string when = last("eval"); !when.empty()) {
    if (when != "auto" && when != "always" && when != "never") {
      error = "--eval takes auto, always or never, not '" + when + "'";
      return false;
    }
    request.eval = when;
  }
  request.include = list("include");
  request.site = list("site");
  request.warnings = list("warning");
  request.debugInfo = values.count("debug-info");
  request.staticExecutable = values.count("static");
  request.strip = values.count("strip");
  request.interpret = values.count("interpret");
  request.asPython = values.count("as-python");
  request.noCache = values.count("no-cache");
  request.verbose = values.count("verbose");
  request.timeReport = values.count("ftime-report");
  request.version = values.count("version");
  request.help = values.count("help");
  const std::vector<std::string> inputs = list("input");
  if (inputs.size() > 1) {
    error = "more than one input file: '" + inputs[0] + "' and '" + inputs[1] + "'";
    return false;
  }
  if (!inputs.empty())
    request.input = inputs[0];
  return true;
}

} // namespace

std::string_view stageName(Stage stage) { return kStages[static_cast<size_t>(stage)].name; }
std::string_view stageExtension(Stage stage) {
  return kStages[static_cast<size_t>(stage)].extension;
}

std::string helpText() {
  std::string text = "Usage: regius [options] FILE.py          compile a program to an executable\n"
                     "       regius run [options] FILE.py ..  compile and run it with arguments\n"
                     "       regius python [options] ...      interpret, with the command line of CPython\n"
                     "       regius repl                      read and run statements\n"
                     "\nFILE is Python source, a .rbc file, or - for standard input.\n\nOptions:\n";
  for (const OptionRow &row : kOptions) {
    std::string left = "  ";
    const std::string brief = shortName(row);
    left += brief.empty() ? "    " : "-" + brief + ", ";
    const bool single = std::find(std::begin(kSingleDash), std::end(kSingleDash),
                                  "-" + longName(row)) != std::end(kSingleDash);
    left += (single ? "-" : "--") + longName(row);
    if (*row.value)
      left += std::string(brief == "O" ? "" : " ") + (brief == "O" ? "" : row.value);
    if (brief == "O")
      left = "  -O[LEVEL]";
    left.resize(std::max<size_t>(left.size() + 2, 28), ' ');
    // Wrap the help at 100 columns.
    std::string line = left;
    const std::string help = row.help;
    for (size_t start = 0; start < help.size();) {
      size_t end = std::min(help.find(' ', start), help.size());
      if (line.size() + end - start > 100) {
        text += line + "\n";
        line = std::string(28, ' ');
      }
      line += help.substr(start, end - start) + " ";
      start = end + 1;
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  text += "\nStages of --emit:\n";
  for (const StageRow &row : kStages) {
    std::string left = "  " + std::string(row.name);
    left.resize(28, ' ');
    text += left + std::string(row.help) + "\n";
  }
  text += "\nExit status: 0 done, 1 error in the source, 2 error in the command line, 70 error in "
          "regius itself.\n";
  return text;
}

std::optional<Request> parseOptions(std::vector<std::string> arguments, std::string &error) {
  Request request;
  if (!arguments.empty() && arguments[0] == "run") {
    request.run = true;
    arguments.erase(arguments.begin());
  }
  const po::options_description options = description();
  po::positional_options_description positional;
  positional.add("input", -1);
  try {
    if (request.run) { // what follows the file is the program's
      const std::vector<std::string> all = normalised(arguments);
      size_t count = countToFirstPositional(all, options);
      request.programArguments.assign(arguments.begin() + static_cast<ptrdiff_t>(count),
                                      arguments.end());
      arguments.resize(count);
    }
    po::variables_map values;
    po::store(po::command_line_parser(normalised(arguments))
                  .options(options)
                  .positional(positional)
                  .style(style())
                  .run(),
              values);
    if (!fill(values, request, error))
      return std::nullopt;
  } catch (const po::unknown_option &problem) {
    error = unknownOption(problem.get_option_name());
    return std::nullopt;
  } catch (const po::error &problem) {
    error = problem.what();
    return std::nullopt;
  }
  return request;
}

} // namespace regius
