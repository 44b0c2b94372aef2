#pragma once
// What a command says: lines for people, or one JSON object for programs (--json). Colours only on a terminal.
#include <string>
#include <string_view>
#include <vector>

#include "migrate/failure.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;
using strings = std::vector<std::string>;

class output {
  public:
    output(std::string command, bool json);

    bool json() const { return json_; }
    /// A terminal that someone sits at, and no CI: questions may be asked.
    bool may_ask() const;

    void line(const std::string& text = {});
    void good(const std::string& text);
    void bad(const std::string& text);
    void note(const std::string& text);
    /// Lines under a heading, and a list in the JSON object under `key`; no heading when the list is empty.
    void list(const std::string& key, const std::string& heading, const strings& items);
    /// A field of the JSON object; `value` is JSON.
    void field(const std::string& key, const std::string& value);
    void text_field(const std::string& key, const std::string& value);
    /// How far a long task is: on a terminal one line that is written over, else nothing.
    void progress(const std::string& what, long long done, long long all);

    /// Asks on the terminal; the answer without its newline.
    std::string ask(const std::string& question);

    /// Ends the command: prints the JSON object if that is the form.
    int finish(outcome how);
    int finish(const failure& f);
    /// `code`, or the code of a failure where standard output could not take all that was printed.
    int delivered(int code);

  private:
    void coloured(const char* colour, const std::string& text);
    void clear_progress();
    std::string command_, fields_;
    bool json_, colours_, progress_shown_ = false;
};

}  // namespace squall::tool
