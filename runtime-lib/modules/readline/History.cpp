// History files. libedit's own format begins with a cookie and is no list of lines that other programs know, so
// files are read and written here, as GNU readline does.
#include "runtime-lib/modules/readline/History.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <editline/readline.h>

namespace rt::readline {

namespace {

constexpr const char *kCookie = "_HiStOrY_V2_";

/// Text of libedit's format, where a blank is "\040".
std::string decoded(const std::string &text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    auto digit = [&](size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
    } else if (digit(i + 1) && digit(i + 2) && digit(i + 3)) {
      out += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + text[i + 3] - '0');
      i += 3;
    } else {
      out += text[++i];
    }
  }
  return out;
}

int readLines(const std::string &path, std::vector<std::string> *lines) {
  FILE *file = std::fopen(path.c_str(), "re");
  if (!file) return errno;
  char *text = nullptr;
  size_t size = 0;
  bool isEncoded = false;
  errno = 0;
  for (ssize_t n; (n = getline(&text, &size, file)) >= 0;) {
    std::string line(text, static_cast<size_t>(n));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    if (lines->empty() && !isEncoded && line == kCookie) isEncoded = true;
    else if (!line.empty()) lines->push_back(isEncoded ? decoded(line) : line);
  }
  const int error = std::ferror(file) ? errno : 0;
  std::free(text);
  std::fclose(file);
  return error;
}

int writeLines(const std::string &path, int flags, const std::vector<std::string> &lines) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (fd < 0) return errno;
  std::string text;
  for (const std::string &line : lines) text += line + '\n';
  int error = 0;
  for (size_t done = 0; done < text.size() && !error;) {
    const ssize_t n = write(fd, text.data() + done, text.size() - done);
    if (n >= 0) done += static_cast<size_t>(n);
    else if (errno != EINTR) error = errno;
  }
  if (close(fd) && !error) error = errno;
  return error;
}

std::vector<std::string> lastEntries(int count) {
  std::vector<std::string> lines;
  const int size = historySize();
  for (int i = count < 0 || count > size ? 0 : size - count; i < size; i++)
    if (const char *entry = historyEntry(i)) lines.push_back(entry);
  return lines;
}

} // namespace

int historySize() {
  HISTORY_STATE *state = history_get_history_state();
  const int size = state ? state->length : 0;
  std::free(state);
  return size;
}

const char *historyEntry(int place) {
  if (place < 0 || place >= historySize()) return nullptr;
  HIST_ENTRY *entry = history_get(place + history_base);
  return entry ? entry->line : nullptr;
}

int readHistory(const std::string &path) {
  std::vector<std::string> lines;
  if (int error = readLines(path, &lines)) return error;
  for (const std::string &line : lines) add_history(line.c_str());
  return 0;
}

int writeHistory(const std::string &path, int limit) { return writeLines(path, O_TRUNC, lastEntries(limit)); }

int appendHistory(const std::string &path, int count, int limit) {
  if (access(path.c_str(), F_OK)) return errno; // as readline: the file has to be there
  if (int error = writeLines(path, O_APPEND, lastEntries(count))) return error;
  if (limit < 0) return 0;
  std::vector<std::string> lines;
  if (int error = readLines(path, &lines)) return error;
  if (lines.size() > static_cast<size_t>(limit)) lines.erase(lines.begin(), lines.end() - limit);
  return writeLines(path, O_TRUNC, lines);
}

std::string defaultHistoryFile() {
  const char *home = std::getenv("HOME");
  return (home && *home ? std::string(home) : std::string(".")) + "/.history";
}

} // namespace rt::readline
