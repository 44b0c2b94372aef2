#pragma once
// SQL names as C++ identifiers.
#include <string>
#include <vector>

namespace squall::migrate {

/// The name itself where C++ allows it.
std::string identifier(const std::string& name);
bool is_identifier(const std::string& name);
/// "agent_versions" as "AgentVersions".
std::string camel_case(const std::string& name);
/// A text as a C++ string literal.
std::string literal_text(const std::string& text);

}  // namespace squall::migrate
