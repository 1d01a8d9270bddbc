// What the command line of regius-python asks for.
#pragma once

namespace rt {

struct PythonRequest {
  enum Kind { Input, Command, Module, File } kind = Input;
  const char *text = nullptr; // the command, the module's name, the file
  int version = 0;            // how often -V was given
};
extern PythonRequest pythonRequest;

} // namespace rt
