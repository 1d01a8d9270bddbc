// Reading inputs and writing outputs so that nobody ever sees half a file.
#pragma once

#include <string>
#include <string_view>

namespace regius {

/// Reads a file, or standard input for "-". False with the reason in `error`.
bool readInput(const std::string &path, std::string &content, std::string &error);

/// Writes a file under a temporary name in its directory and renames it; "-" is standard output.
/// The temporary file goes away on errors and signals.
bool writeOutput(const std::string &path, std::string_view content, std::string &error);

/// For those who write a file themselves: the name under which to write it, removed by removeTemporaryFiles and on
/// signals; empty with `error` set when there cannot be one. finishOutput gives it the name `path`.
std::string beginOutput(const std::string &path, std::string &error);
bool finishOutput(const std::string &path, std::string &error);

/// A fresh directory for temporary files, removed with its content at exit and on signals.
std::string makeTemporaryDirectory(std::string &error);
void removeTemporaryFiles();

/// The path's last part without the extension.
std::string stem(const std::string &path);
std::string directoryOf(const std::string &path);
bool isDirectory(const std::string &path);
/// Neither a file nor a directory: something that is written to, not replaced.
bool isDevice(const std::string &path);
bool fileExists(const std::string &path);

} // namespace regius
