// The history of edited lines and its files, which GNU readline can read as well: one entry a line.
#pragma once

#include <string>

namespace rt::readline {

/// 0 or errno. Files that libedit wrote are understood too.
int readHistory(const std::string &path);
/// Writes the last `limit` entries (all when negative); 0 or errno.
int writeHistory(const std::string &path, int limit);
/// Adds the last `count` entries to the file, which has at most `limit` entries afterwards; 0 or errno.
int appendHistory(const std::string &path, int count, int limit);
int historySize();
/// The entry at the place, from 0; null when there is none.
const char *historyEntry(int place);
/// "~/.history", what the functions use without a file name.
std::string defaultHistoryFile();

} // namespace rt::readline
