#include "shown.hpp"

#include <charconv>

namespace iofold::test {

std::string shown(double real) {
    char digits[32];
    std::string text(digits, std::to_chars(digits, digits + sizeof digits, real).ptr);
    if (text.find_first_of(".e") == text.npos) text += ".0";
    return text;
}

}  // namespace iofold::test
