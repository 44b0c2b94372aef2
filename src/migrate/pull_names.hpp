#pragma once
// SQL names and texts in C++: whatever a database holds, it becomes a name or a literal, never code.
#include <set>
#include <string>
#include <vector>

namespace squall::migrate {

/// Whether the name can stand in C++ as it is.
bool is_identifier(const std::string& name);
/// "agent_versions" as "AgentVersions".
std::string camel_case(const std::string& name);
/// A text as a C++ string literal on one line, which has exactly these bytes.
std::string literal_text(const std::string& text);
/// A text as a part of a // comment on one line.
std::string comment_text(const std::string& text);

/// The names of one scope, each once.
class scope_names {
  public:
    explicit scope_names(std::set<std::string> taken = {}) : taken_(std::move(taken)) {}
    /// The name itself where C++ allows it and nothing else has it.
    std::string add(const std::string& name);

  private:
    std::set<std::string> taken_;
};

}  // namespace squall::migrate
