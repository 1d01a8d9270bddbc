// Files of the driver. Names of temporary files are kept in plain arrays, so that a signal handler
// can remove them.
#include "compiler/driver/Files.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace regius {

namespace {

char temporaryFile[4096];      // empty: none
char temporaryProgram[4096];   // the one file in temporaryDirectory
char temporaryDirectory[4096]; // empty: none

void removeAll() {
  if (temporaryFile[0])
    unlink(temporaryFile);
  if (temporaryProgram[0])
    unlink(temporaryProgram);
  if (temporaryDirectory[0])
    rmdir(temporaryDirectory);
  temporaryFile[0] = temporaryProgram[0] = temporaryDirectory[0] = 0;
}

void onSignal(int number) {
  removeAll();
  std::signal(number, SIG_DFL);
  raise(number);
}

void watchSignals() {
  static bool done = false;
  if (done)
    return;
  done = true;
  for (int number : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(number, onSignal) == SIG_IGN)
      std::signal(number, SIG_IGN);
}

std::string reason() { return std::strerror(errno); }

bool readAll(int file, std::string &content) {
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = read(file, buffer, sizeof buffer);
    if (count == 0)
      return true;
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    content.append(buffer, static_cast<size_t>(count));
  }
}

bool writeAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = write(file, content.data(), content.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    content.remove_prefix(static_cast<size_t>(count));
  }
  return true;
}

} // namespace

bool readInput(const std::string &path, std::string &content, std::string &error) {
  content.clear();
  if (path == "-") {
    if (readAll(0, content))
      return true;
    error = "cannot read standard input: " + reason();
    return false;
  }
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    error = "cannot open '" + path + "': " + reason();
    return false;
  }
  const bool fine = readAll(file, content);
  if (!fine)
    error = "cannot read '" + path + "': " + reason();
  close(file);
  return fine;
}

bool writeOutput(const std::string &path, std::string_view content, std::string &error) {
  if (path == "-") {
    if (writeAll(1, content))
      return true;
    error = "cannot write to standard output: " + reason();
    return false;
  }
  if (isDevice(path)) {
    const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    const bool fine = file >= 0 && writeAll(file, content);
    if (!fine)
      error = "cannot write '" + path + "': " + reason();
    if (file >= 0)
      close(file);
    return fine;
  }
  const std::string temporary = beginOutput(path, error);
  if (temporary.empty())
    return false;
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  bool fine = file >= 0 && writeAll(file, content);
  fine = file >= 0 && close(file) == 0 && fine;
  if (fine)
    return finishOutput(path, error);
  error = "cannot write '" + path + "': " + reason();
  removeTemporaryFiles();
  return false;
}

std::string beginOutput(const std::string &path, std::string &error) {
  const std::string temporary = path + ".tmp" + std::to_string(getpid());
  if (temporary.size() >= sizeof temporaryFile) {
    error = "cannot write '" + path + "': the name is too long";
    return {};
  }
  watchSignals();
  std::memcpy(temporaryFile, temporary.c_str(), temporary.size() + 1);
  return temporary;
}

bool finishOutput(const std::string &path, std::string &error) {
  const bool fine = rename(temporaryFile, path.c_str()) == 0;
  if (!fine) {
    error = "cannot write '" + path + "': " + reason();
    unlink(temporaryFile);
  }
  temporaryFile[0] = 0;
  return fine;
}

std::string makeTemporaryDirectory(std::string &error) {
  const char *base = std::getenv("TMPDIR");
  std::string name = std::string(base && *base ? base : "/tmp") + "/regius-XXXXXX";
  watchSignals();
  if (name.size() + 16 >= sizeof temporaryDirectory || !mkdtemp(name.data())) {
    error = "cannot make a temporary directory: " + reason();
    return {};
  }
  std::memcpy(temporaryDirectory, name.c_str(), name.size() + 1);
  const std::string program = name + "/program";
  std::memcpy(temporaryProgram, program.c_str(), program.size() + 1);
  return name;
}

void removeTemporaryFiles() { removeAll(); }

std::string stem(const std::string &path) {
  return path == "-" ? "a" : std::filesystem::path(path).stem().string();
}

std::string directoryOf(const std::string &path) {
  const std::string directory = std::filesystem::path(path).parent_path().string();
  return directory.empty() ? "." : directory;
}

bool isDirectory(const std::string &path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool isDevice(const std::string &path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool fileExists(const std::string &path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0;
}

} // namespace regius
