// Functions as a module sees them: names, arguments and results read off the functions.
#include "squall/core/function.hpp"

#include <sstream>

#include "bank.hpp"
#include "repositories/repositories.hpp"
#include "wasm/unlisted_functions.hpp"

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
    using traits = detail::function_traits<bank::withdraw>;
    static_assert(std::same_as<traits::args, bank::amount_args>);
    static_assert(std::same_as<traits::result_type, nothing>);
    static_assert(std::same_as<detail::function_traits<bank::find_all>::result_type, std::vector<bank::Account>>);
    CHECK(detail::arguments_traits<traits::args>::specs[1].name == "amount");
}

TEST_CASE("lists of functions are joined in order", "[core][function]") {
    using joined = joined_lists<function_list<words::get>, function_list<>, function_list<bank::get, words::delete_>>::type;
    CHECK(names(joined{}) == std::vector<std::string>{"words.get", "bank.get", "words.delete"});
}

TEST_CASE("a function that no list names is found among the symbols", "[core][function]") {
    const auto listed = names_of_list(function_list<words::get, bank::get>{});
    std::istringstream symbols(
        "functions.cpp.o:\n"
        "0000000000000010 T words::get(bank::account_fields<squall::argument>&&)\n"
        "0000000000000020 T words::forgotten[abi:cxx11](bank::account_fields<squall::argument>&&)\n"
        "0000000000000030 T deep::er::lost(deep::er::its_fields<squall::argument>&&)\n"
        "                 U words::of_another_file(bank::account_fields<squall::argument>&&)\n"
        "0000000000000040 t words::hidden(bank::account_fields<squall::argument>&&)\n"
        "0000000000000050 t (anonymous namespace)::helper(bank::account_fields<squall::argument>&&)\n"
        "0000000000000060 T words::two(int, bank::account_fields<squall::argument>&&)\n"
        "0000000000000070 W squall::wasm::entry squall::made<&words::get>(bank::account_fields<squall::argument>&&)\n"
        "0000000000000080 T words::reads(bank::account_fields<squall::argument> const&)\n"
        "0000000000000090 T words::get\n");
    CHECK(unlisted_functions(symbols, listed) == std::vector<std::string>{"words::forgotten", "deep::er::lost"});
    std::istringstream none("");
    CHECK(unlisted_functions(none, listed).empty());
}

TEST_CASE("no two exported functions have the same name", "[core][function]") {
    auto all = names(iofold::all_functions{});
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(std::binary_search(all.begin(), all.end(), "jobs.claim_next"));
}
