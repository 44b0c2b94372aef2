// Functions as a module sees them: names, arguments and results read off the functions.
#include "core/function.hpp"

#include "bank.hpp"
#include "repositories/repositories.hpp"

using namespace squall;

namespace {

template <auto Function>
std::string name() {
    constexpr function_name n = name_of_function<Function>();
    return std::string(n.domain) + '.' + std::string(n.function);
}
template <auto... Functions>
std::vector<std::string> names(function_list<Functions...>) {
    return {name<Functions>()...};
}

}  // namespace

namespace words {
plan<nothing> delete_(bank::account_args&&) { return {}; }
plan<nothing> get(bank::account_args&&) { return {}; }
plan<nothing> get_by_id2(bank::account_args&&) { return {}; }
}  // namespace words

TEST_CASE("a function's name is read off the function", "[core][function]") {
    CHECK(name<words::get>() == "words.get");
    CHECK(name<words::get_by_id2>() == "words.get_by_id2");
    CHECK(name<bank::get>() == "bank.get");
    CHECK(name<iofold::agents::get_with_active_version>() == "agents.get_with_active_version");
}

TEST_CASE("a name that is a word of C++ loses its underscore", "[core][function]") {
    CHECK(name<words::delete_>() == "words.delete");
    CHECK(name<iofold::agents::delete_>() == "agents.delete");
}

TEST_CASE("a function's arguments and result are read off the function", "[core][function]") {
    using traits = function_traits<bank::withdraw>;
    static_assert(std::same_as<traits::args, bank::amount_args>);
    static_assert(std::same_as<traits::result_type, nothing>);
    static_assert(std::same_as<function_traits<bank::find_all>::result_type, std::vector<bank::Account>>);
    CHECK(arguments_traits<traits::args>::specs[1].name == "amount");
}

TEST_CASE("lists of functions are joined in order", "[core][function]") {
    using joined = joined_lists<function_list<words::get>, function_list<>, function_list<bank::get, words::delete_>>::type;
    CHECK(names(joined{}) == std::vector<std::string>{"words.get", "bank.get", "words.delete"});
}

TEST_CASE("no two exported functions have the same name", "[core][function]") {
    auto all = names(iofold::all_functions{});
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(std::binary_search(all.begin(), all.end(), "jobs.claim_next"));
}
