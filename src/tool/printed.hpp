#pragma once
// The one way from the tool to standard output and standard error. Names, values and error messages come from databases and
// servers: a control sequence in them must not reach the terminal, where it could rewrite what is shown.
#include <cstdio>
#include <string>
#include <string_view>

namespace squall::tool {

/// Text for people. Control characters other than a newline and a tab, characters that change the direction of writing, and
/// bytes that are not UTF-8 become visible escapes: \x1b, \u202e.
std::string visible(std::string_view text);
/// JSON with the same characters as JSON's own escapes: the same document, in any terminal.
std::string visible_json(std::string_view json);

/// Prints text that visible() or visible_json() returned, with colours of the tool's own. A fault is kept for fault_of_output().
void print(std::FILE* to, std::string_view text);
/// Data on standard output, such as SQL: byte for byte into a file or a pipe, visible on a terminal.
void print_data(std::string_view text);
/// Whether standard output is one.
bool is_terminal();

/// Empties the buffer of standard output; why it could not be written, empty if all of it was.
std::string fault_of_output();

}  // namespace squall::tool
