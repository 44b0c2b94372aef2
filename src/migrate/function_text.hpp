#pragma once
// The text of a domain's two files, while its functions are written.
#include <string>
#include <vector>

namespace squall::migrate {

/// Items with commas between them, in lines that begin with so many spaces.
std::string wrapped(const std::vector<std::string>& items, std::size_t indent);

/// An argument of a function: "email", "std::string", {"squall::nullable"}.
struct argument_text {
    std::string name{}, member{}, type{};
    std::vector<std::string> marks{};
    bool operator==(const argument_text&) const = default;
};

class function_text {
  public:
    function_text(std::string domain, const std::string& what);

    /// A struct of arguments, or of a row's fields; its name without _fields.
    void fields(const std::string& name, const std::vector<argument_text>& all, const std::string& reading = "arg");
    void header(const std::string& text) { header_ += text; }
    void source(const std::string& text) { source_ += text; }
    void constant(const std::string& text) { constants_ += text; }
    /// A function of these arguments, with its comment and the lines of its body.
    void function(const std::string& name, const std::string& result, const std::string& arguments, const std::string& comment,
                  const std::string& body);

    std::string header_text() const;
    std::string source_text(const std::string& object) const;

  private:
    std::string domain_, what_, header_, constants_, source_;
    std::vector<std::string> functions_;
    bool follows_fields_ = false;
};

}  // namespace squall::migrate
