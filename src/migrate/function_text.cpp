#include "function_text.hpp"

#include "pull_names.hpp"

namespace squall::migrate {

std::string wrapped(const std::vector<std::string>& items, std::size_t indent) {
    std::string out;
    std::size_t width = indent;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && width + items[i].size() > 118) {
            out += ",\n" + std::string(indent, ' ');
            width = indent;
        } else if (i > 0) {
            out += ", ";
        }
        out += items[i];
        width += items[i].size() + 2;
    }
    return out;
}

function_text::function_text(std::string domain, const std::string& what) : domain_(std::move(domain)), what_(what) {}

void function_text::fields(const std::string& name, const std::vector<argument_text>& all, const std::string& reading) {
    header_ += "\ntemplate <template <squall::fixed_string, class, auto...> class " + reading + ">\nstruct " + name + "_fields {\n";
    for (const argument_text& a : all) {
        header_ += "    " + reading + '<' + literal_text(a.name) + ", " + a.type;
        for (const std::string& mark : a.marks) header_ += ", squall::" + mark;
        header_ += "> " + a.member + "{};\n";
    }
    header_ += "};\n";
    follows_fields_ = true;
}

void function_text::function(const std::string& name, const std::string& result, const std::string& arguments, const std::string& comment,
                             const std::string& body) {
    header_ += std::string(follows_fields_ ? "" : "\n") + "/// " + comment + "\nsquall::plan<" + result + "> " + name + "(squall::arguments<" + arguments + "_fields>&&);\n";
    follows_fields_ = false;
    std::string plain = result;
    for (const std::string_view space : {"squall::"})
        for (std::size_t at; (at = plain.find(space)) != plain.npos;) plain.erase(at, space.size());
    source_ += "\nplan<" + plain + "> " + name + "(arguments<" + arguments + "_fields>&& args) {\n" + body + "}\n";
    functions_.push_back(name);
}

std::string function_text::header_text() const {
    return "#pragma once\n// " + comment_text(what_) + ": db." + domain_ +
           " in the client. Written from the database by squall; edit it as you like.\n#include \"schema/schema.hpp\"\n#include "
           "\"squall/squall.hpp\"\n\nnamespace app::" +
           domain_ + " {\n" + header_ + "\nusing functions = squall::function_list<" + wrapped(functions_, 4) + ">;\n\n}  // namespace app::" +
           domain_ + '\n';
}
std::string function_text::source_text(const std::string& object) const {
    return "#include \"" + domain_ + ".hpp\"\n\nnamespace app::" + domain_ +
           " {\n\nusing namespace squall;\n\nnamespace {\n\nconstexpr const auto& table = schema::" + object + ";\n" + constants_ +
           "\n}  // namespace\n" + source_ + "\n}  // namespace app::" + domain_ + '\n';
}

}  // namespace squall::migrate
