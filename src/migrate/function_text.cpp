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

namespace {

/// The words of the language that a domain's functions use. Named one by one: a domain may be called "select" or "plan".
constexpr std::string_view language[] = {
    "arguments",  "as",        "as_stored",       "bind",         "bind_flag",   "coalesce", "delete_from",
    "excluded",   "fields_in", "full_text_query", "inputs",       "insert_into", "literal",  "matches",
    "never_null", "nothing",   "page_start",      "param",        "plan",        "raw",      "row_lists",
    "rows",       "select",    "select_into",     "select_value", "single",      "when"};

/// Whether a word stands in C++ where it is no member, no part of another name and no text.
bool uses(const std::string& source, std::string_view word) {
    const auto is_part = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    for (std::size_t at = source.find(word); at != source.npos; at = source.find(word, at + 1)) {
        const char before = at > 0 ? source[at - 1] : ' ', after = at + word.size() < source.size() ? source[at + word.size()] : ' ';
        if (!is_part(before) && before != '.' && before != ':' && before != '"' &&
            (after == '<' || after == '(' || after == '{' || after == '>' || after == ' '))
            return true;
    }
    return false;
}

}  // namespace

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
    header_ += std::string(follows_fields_ ? "" : "\n") + "/// " + comment + "\nsquall::plan<" + result + "> " + name +
               "(squall::arguments<" + arguments + "_fields>&&);\n";
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
           domain_ + " {\n" + header_ + "\nusing functions = squall::function_list<" + wrapped(functions_, 4) +
           ">;\n\n}  // namespace app::" + domain_ + '\n';
}
std::string function_text::source_text(const std::string& object) const {
    std::vector<std::string> used;
    for (const std::string_view word : language)
        if (uses(constants_ + source_, word)) used.push_back("squall::" + std::string(word));
    return "#include \"" + domain_ + ".hpp\"\n\nnamespace app::" + domain_ + " {\n\nusing " + wrapped(used, 4) +
           ";\n\nnamespace {\n\nconstexpr const auto& table = schema::" + object + ";\n" + constants_ + "\n}  // namespace\n" + source_ +
           "\n}  // namespace app::" + domain_ + '\n';
}

}  // namespace squall::migrate
