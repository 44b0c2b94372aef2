#pragma once
// A repository function that its header declares and its file defines, but no function_list names, would silently be missing from
// the client. The build asks the linker's symbols, which know every function whatever its header looks like.
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "squall/core/function.hpp"

namespace squall {

/// "iofold::agents::get" of a line that nm -C writes of a repository function: it is defined, visible outside its file, and takes
/// one struct of arguments as a temporary. Empty for every other line.
inline std::string function_of_symbol(std::string_view line) {
    const std::size_t type = line.find(" T ");
    constexpr std::string_view end = "<squall::argument>&&)";
    if (type == line.npos || line.size() < end.size() || line.substr(line.size() - end.size()) != end) return {};
    std::string name(line.substr(type + 3));
    const std::size_t parameters = name.find('(');
    if (name.find(',', parameters) != name.npos) return {};
    name.resize(parameters);
    if (const std::size_t tag = name.find("[abi:"); tag != name.npos) name.resize(tag);  // g++ marks what returns std::string
    const bool is_function = name.find_first_of("<( ") == name.npos && name.find("::") != name.npos;
    return is_function ? name : std::string();
}
template <auto... Functions>
std::set<std::string, std::less<>> names_of_list(function_list<Functions...>) {
    return {std::string(detail::qualified_name_of<Functions>())...};
}

/// The functions among the symbols that the list does not name, in the order of the symbols.
inline std::vector<std::string> unlisted_functions(std::istream& symbols, const std::set<std::string, std::less<>>& listed) {
    std::vector<std::string> missing;
    for (std::string line; std::getline(symbols, line);) {
        const std::string name = function_of_symbol(line);
        if (!name.empty() && listed.count(name) == 0) missing.push_back(name);
    }
    return missing;
}

/// Reports every function of a library's symbols (nm -C --defined-only) that the list does not name. Returns whether none is missing.
template <class Functions>
bool report_unlisted_functions(const char* symbol_file) {
    std::ifstream symbols(symbol_file);
    const auto missing = unlisted_functions(symbols, names_of_list(Functions{}));
    for (const std::string& name : missing)
        std::cerr << "generate_client: " << name
                  << " is missing from the function list. Add it to `using functions = function_list<…>` in its "
                     "header; if it is only a helper, move it into an anonymous namespace.\n";
    return missing.empty();
}

}  // namespace squall
