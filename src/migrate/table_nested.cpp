#include "table_nested.hpp"

#include <algorithm>

#include "domain_names.hpp"
#include "pull_names.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

constexpr std::size_t most_columns = 32;  // of a nested row (nested.hpp)
constexpr std::size_t most_relations = 12;

class reader {
  public:
    reader(const table_shape& t, const table_facts& f, const std::vector<related_table>& all, const names& taken)
        : t_(t), f_(f), all_(all), members_({"field", "app", "schema", "squall", "std"}), taken_(taken) {
        for (const std::string& name : taken) members_.add(name);
    }

    nested_rows_text read() {
        for (const foreign_key& key : t_.foreign_keys)
            if (const related_table* other = find(key.table)) one_row(key, *other);
        for (const related_table& other : all_) {
            const auto& keys = other.table->foreign_keys;
            const auto refers = [&](const foreign_key& key) { return same_word(key.table, t_.name); };
            const bool is_only = std::count_if(keys.begin(), keys.end(), refers) == 1;
            for (const foreign_key& key : keys)
                if (refers(key)) rows(key, other, is_only);
        }
        return std::move(out_);
    }

  private:
    const related_table* find(const std::string& table) const {
        const auto at = std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return same_word(one.table->name, table); });
        return at == all_.end() ? nullptr : &*at;
    }
    static const column_facts* column(const table_facts& f, const std::string& name) {
        const auto at = std::find_if(f.columns.begin(), f.columns.end(), [&](const auto& c) { return same_word(c.name, name); });
        return at == f.columns.end() ? nullptr : &*at;
    }
    static bool is_number(const column_facts& c) { return c.type == "std::int64_t" || c.type == "squall::bigint" || c.type == "double"; }
    /// from.a == to.b && …; empty where the columns are not both texts or both numbers, which the language does not compare.
    static std::string condition(const foreign_key& key, const table_shape& to, const table_facts& from_facts, const std::string& from_name,
                                 const table_facts& to_facts, const std::string& to_name) {
        const names& columns_to = key.to.empty() ? to.primary_key : key.to;
        std::string all;
        if (columns_to.size() != key.columns.size()) return all;
        for (std::size_t k = 0; k < key.columns.size(); ++k) {
            const column_facts *a = column(from_facts, key.columns[k]), *b = column(to_facts, columns_to[k]);
            if (a == nullptr || b == nullptr) return {};
            const bool are_numbers = is_number(*a) && is_number(*b), are_texts = a->type == "std::string" && b->type == a->type;
            if (!are_numbers && !are_texts) return {};
            all += (k ? " && " : "") + from_name + '.' + a->member + " == " + to_name + '.' + b->member;
        }
        return all;
    }
    bool takes(const related_table& other, const std::string& condition) {
        const std::string left_out = "table " + t_.name + ": get_nested leaves out " + other.table->name + ": ";
        if (condition.empty())
            out_.problems.push_back(left_out + "the columns of the foreign key are not both texts or both numbers");
        else if (other.table->columns.size() > most_columns)
            out_.problems.push_back(left_out + "a nested row has at most 32 columns");
        else if (out_.fields.size() == most_relations)
            out_.problems.push_back(left_out + "it has 12 relations already");
        else
            return true;
        return false;
    }
    void add(std::string name, const std::string& type, const std::string& query, const related_table& other, const std::string& alias) {
        const auto is_taken = [&] { return std::any_of(taken_.begin(), taken_.end(), [&](const auto& n) { return same_word(n, name); }); };
        while (is_taken()) name += '_';
        taken_.push_back(name);
        out_.fields.push_back({name, members_.add(name), type, {}});
        out_.constants.push_back("constexpr auto " + alias + " = squall::alias<" + literal_text(alias) +
                                 ">(schema::" + other.named->object + ");\n");
        out_.selected.push_back("as<" + literal_text(name) + ">(" + query + ')');
    }
    std::string next_alias() const { return "related_" + std::to_string(out_.fields.size() + 1); }

    /// customer_id becomes customer.
    void one_row(const foreign_key& key, const related_table& other) {
        const std::string alias = next_alias();
        const std::string matches = condition(key, *other.table, f_, "table", facts_of(*other.table, *other.named), alias);
        if (!takes(other, matches)) return;
        std::string name = key.columns.size() == 1 ? snake_case(key.columns[0]) : other.domain;
        if (name.size() > 3 && name.ends_with("_id")) name.resize(name.size() - 3);
        add(name, "std::optional<squall::row_of<schema::" + other.named->object + ">>",
            "squall::nested_row(select(" + alias + ").from(" + alias + ").where(" + matches + "))", other, alias);
    }
    /// The rows of a table that refer to this one are named as it, and by their column where it refers to this one twice.
    void rows(const foreign_key& key, const related_table& other, bool is_only) {
        const std::string alias = next_alias();
        const table_facts facts = facts_of(*other.table, *other.named);
        const std::string matches = condition(key, t_, facts, alias, f_, "table");
        if (!takes(other, matches)) return;
        names order;
        for (std::size_t i : facts.page_keys) order.push_back(alias + '.' + facts.columns[i].member);
        add(is_only ? other.domain : other.domain + "_by_" + snake_case(key.columns[0]),
            "std::vector<squall::row_of<schema::" + other.named->object + ">>",
            "squall::nested_rows(select(" + alias + ").from(" + alias + ").where(" + matches + ')' +
                (order.empty() ? "" : ".order_by(" + wrapped(order, 20) + ')') + ".limit<100>())",
            other, alias);
    }

    const table_shape& t_;
    const table_facts& f_;
    const std::vector<related_table>& all_;
    scope_names members_;
    names taken_;
    nested_rows_text out_;
};

}  // namespace

nested_rows_text nested_rows_of(const table_shape& t, const table_facts& f, const std::vector<related_table>& all, const names& taken) {
    return reader(t, f, all, taken).read();
}

}  // namespace squall::migrate
