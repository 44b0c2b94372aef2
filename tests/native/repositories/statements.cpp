// Every statement of every exported function is one that SQLite takes, with and without each of its optional pieces.
#include <sqlite3.h>

#include <bit>
#include <list>
#include <set>

#include "core/statement_text.hpp"
#include "repositories/repositories.hpp"
#include "support/outcome.hpp"

using namespace squall;
using iofold::test::migrated_database;

namespace {

/// Which arguments are given; what a function sends may depend on it.
enum class given { all, all_but_flags, required };

/// A value that passes the check of an argument, and the memory that it refers to.
class sample {
  public:
    explicit sample(given which) : which_(which) {}

    value of(const argument_spec& spec) {
        if (spec.name == "cursor" || (which_ == given::required && !spec.is_required)) return {};
        if (!spec.is_list) return element(spec);
        return list_value(lists_.emplace_back(1, element(spec)));
    }
    std::vector<value> all(const argument_spec* specs, std::size_t count) {
        std::vector<value> values;
        for (std::size_t i = 0; i < count; ++i) values.push_back(of(specs[i]));
        return values;
    }

  private:
    given which_;
    std::list<std::vector<value>> lists_;

    value element(const argument_spec& spec) {
        switch (spec.kind) {
            case argument_kind::integer:
            case argument_kind::real: return integer_value(spec.has_bounds && !spec.is_list ? static_cast<std::int64_t>(spec.least) : 1);
            case argument_kind::boolean: return boolean_value(which_ == given::all);
            case argument_kind::timestamp:
            case argument_kind::date: return text_value("2026-02-03");
            case argument_kind::enumeration: return text_value(spec.type->values[0]);
            case argument_kind::json: return text_value(spec.json_opening == '[' ? "[]" : "{}");
            case argument_kind::object: {
                value v = list_value(lists_.emplace_back(all(spec.fields, spec.field_count)));
                v.type = value_type::object;
                return v;
            }
            default: return text_value("x");
        }
    }
};

struct checked {
    std::set<const statement_data*> statements;
    std::size_t texts = 0;
};

void check_text(sqlite3* db, const std::string& text, int parameters) {
    sqlite3_stmt* s = nullptr;
    const int code = sqlite3_prepare_v2(db, ("EXPLAIN " + text).c_str(), -1, &s, nullptr);
    if (code != SQLITE_OK) FAIL_CHECK(sqlite3_errmsg(db) << " in " << text);
    if (sqlite3_bind_parameter_count(s) != parameters) FAIL_CHECK(parameters << " parameters were expected in " << text);
    sqlite3_finalize(s);
}

void check_plan(sqlite3* db, const plan_core& p, checked& seen) {
    for (const plan_statement& s : p.statements()) {
        if (!seen.statements.insert(s.statement).second) continue;
        std::uint32_t all = 0;
        for (std::uint8_t i = 0; i < s.statement->piece_count; ++i)
            if (s.statement->pieces[i].condition != statement_piece::no_condition) all |= 1U << s.statement->pieces[i].condition;
        for (std::uint32_t given = 0; given <= all; ++given) {
            const int parameters = chosen_parameter_count(*s.statement, given);
            check_text(db, chosen_text(*s.statement, given), parameters);
            if (p.needs_row() && s.is_answer && !s.statement->writes) check_text(db, row_guard_text(*s.statement, given), parameters + 1);
            ++seen.texts;
        }
    }
}
template <auto Function>
void check_function(sqlite3* db, checked& seen) {
    using args = typename function_traits<Function>::args;
    using traits = arguments_traits<args>;
    constexpr function_name name = name_of_function<Function>();
    INFO(name.domain << '.' << name.function);
    std::string refused;
    std::size_t statements = 0;
    for (given which : {given::all, given::all_but_flags, given::required}) {
        sample samples(which);
        std::array<value, traits::count> values;
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = samples.of(traits::specs[i]);
        const auto p = Function(std::bit_cast<args>(values));
        if (p.refused()) refused = p.refused()->message;
        statements += p.statements().size();
        check_plan(db, p, seen);
    }
    if (statements == 0) FAIL_CHECK("nothing was sent: " << refused);
}
template <auto... Functions>
void check_functions(function_list<Functions...>, sqlite3* db, checked& seen) {
    (check_function<Functions>(db, seen), ...);
}

}  // namespace

TEST_CASE("SQLite takes every statement, with and without each optional piece", "[repositories]") {
    const sqlite_database db = migrated_database();
    checked seen;
    check_functions(iofold::all_functions{}, db.handle(), seen);
    CHECK(seen.texts > seen.statements.size());
}
