#pragma once
// What reads a table: get, list and count, and the rows that they return. What writes it builds on the same texts (table_functions.cpp).
#include <algorithm>
#include <map>
#include <set>

#include "domain_names.hpp"
#include "function_text.hpp"
#include "sql_tokens.hpp"
#include "table_functions.hpp"

namespace squall::migrate {

inline std::string optional_of(const std::string& type) { return "std::optional<" + type + '>'; }
inline std::string param(const std::string& name) { return "param<" + literal_text(name) + '>'; }

using places = std::vector<std::size_t>;

/// The names of a struct's arguments, in C++ and in the client.
class argument_names {
  public:
    explicit argument_names(const names& taken) : members_({"arg", "app", "schema", "squall", "std"}), taken_(taken.begin(), taken.end()) {
        for (const std::string& name : taken) members_.add(name);
    }
    argument_text add(const std::string& sql_name, const std::string& type, names marks = {}) {
        std::string name = sql_name;
        while (!taken_.insert(name).second) name += '_';
        return {name, members_.add(name), type, std::move(marks)};
    }

  private:
    scope_names members_;
    std::set<std::string> taken_;
};

class table_reads {
  public:
    table_reads(const table_shape& t, const named_relation& named, std::string domain, std::string row)
        : t_(t), f_(facts_of(t, named)), object_(named.object), row_(std::move(row)), out_(domain, "Table " + t.name) {
        files_.domain = std::move(domain);
        std::set<std::string> taken;
        for (const places& key : f_.uniques) {
            std::string all;
            for (std::size_t i : key) all += (all.empty() ? "" : "_and_") + snake_case(at(i).name);
            std::string name = all;  // userId and user_id are the same words
            for (int n = 2; !taken.insert(name).second; ++n) name = all + '_' + std::to_string(n);
            words_[key] = name;
        }
    }

  protected:
    const column_facts& at(std::size_t i) const { return f_.columns[i]; }
    std::string column(std::size_t i) const { return "table." + at(i).member; }
    bool has_rowid() const { return !f_.rowid.empty(); }
    /// The name of a unique key, as in get_by_email.
    const std::string& words(const places& key) const { return words_.at(key); }
    static names marks_of(const column_facts& c) { return c.is_time() ? names{"as_given"} : names{}; }
    /// column == param, a timestamp as the text that is stored.
    std::string equals(std::size_t i, const std::string& name) const {
        return (at(i).is_time() ? "as_stored(" + column(i) + ')' : column(i)) + " == " + param(name);
    }
    /// One argument for each column of a key; the rowid where it has none.
    std::vector<argument_text> key_arguments(argument_names& scope, const places& key) const {
        if (key.empty()) return {scope.add("rowid", "std::int64_t")};
        std::vector<argument_text> all;
        for (std::size_t i : key) all.push_back(scope.add(at(i).argument, at(i).type, marks_of(at(i))));
        return all;
    }
    std::string condition_of(const places& key, const std::vector<argument_text>& arguments) const {
        if (key.empty()) return "number == " + param(arguments[0].name);
        std::string all;
        for (std::size_t k = 0; k < key.size(); ++k) all += (k ? " && " : "") + equals(key[k], arguments[k].name);
        return all;
    }

    void add(const std::string& name, const std::string& result, const std::string& arguments, const std::string& comment,
             const std::string& body) {
        out_.function(name, result, arguments, comment, body);
        files_.functions.push_back(name);
    }

    // ---- rows -------------------------------------------------------------------------------------------------------
    void rows() {
        if (!has_rowid()) {
            out_.header("\nusing Row = squall::row_of<schema::" + object_ + ">;\n");
        } else {
            scope_names members({"field", "app", "schema", "squall", "std", "rowid", row_});
            std::vector<argument_text> all{{"rowid", "rowid", "std::int64_t", {}}};
            for (const column_facts& c : f_.columns)
                all.push_back({c.argument, members.add(c.argument), c.is_nullable ? optional_of(c.type) : c.type, {}});
            out_.header(
                "\n// Rows have SQLite's number: the table has no key that a page can be sorted by. VACUUM may change the numbers.");
            out_.fields(row_.substr(0, row_.rfind("_fields")), all, "field");
            out_.header("using Row = squall::fields_of<" + row_ + ">;\n");
            out_.constant("constexpr auto number = raw<" + literal_text(f_.rowid) + ", std::int64_t>();\n");
        }
        if (f_.pages == paging::offset) return;
        std::string keys;
        if (has_rowid()) keys = ", \"rowid\"";
        for (std::size_t i : f_.page_keys) keys += ", " + literal_text(at(i).name);
        out_.header("using Page = squall::page<Row" + keys + ">;\n");
    }
    /// What select and returning take.
    names selected() const {
        names all{"as<\"rowid\">(number)"};
        for (std::size_t i = 0; i < f_.columns.size(); ++i)
            all.push_back(at(i).argument == at(i).name ? column(i) : "as<" + literal_text(at(i).argument) + ">(" + column(i) + ')');
        return all;
    }
    std::string select() const {
        return has_rowid() ? "select_into<Row>(" + wrapped(selected(), 45) + ")\n        .from(table)" : "select(table).from(table)";
    }
    std::string returning() const {
        return has_rowid() ? "\n        .returning_into<Row>(" + wrapped(selected(), 29) + ')' : "\n        .returning(table)";
    }

    // ---- reads ------------------------------------------------------------------------------------------------------
    void get(const std::string& name, const std::string& fields, const places& key) {
        argument_names scope(names{});
        const auto arguments = key_arguments(scope, key);
        out_.fields(fields, arguments);
        if (fields == "key") out_.constant("constexpr auto by_key = " + condition_of(key, arguments) + ";\n");
        const std::string condition = fields == "key" ? "by_key" : condition_of(key, arguments);
        add(name, "std::optional<Row>", fields, "The row of this key, or null.",
            "    constexpr auto query = " + select() + ".where(" + condition + ");\n    return single<std::optional<Row>>(query, args);\n");
    }

    /// Filters on indexed columns. A boolean is no condition by itself: false would mean that it is left out.
    struct filter_texts {
        std::vector<argument_text> arguments{};
        names conditions{}, values{};
    };
    filter_texts filters(argument_names& scope) const {
        filter_texts all;
        for (std::size_t i : f_.filters) {
            const argument_text a = scope.add(at(i).argument, optional_of(at(i).type), marks_of(at(i)));
            std::string flag = a.name;
            if (at(i).type == "bool") {
                flag = "by_" + a.name;
                all.values.push_back("bind<" + literal_text(a.name) + ">(args." + a.member + ".value_or(false))");
                all.values.push_back("bind_flag<" + literal_text(flag) + ">(args." + a.member + ".has_value())");
            }
            all.conditions.push_back("when<" + literal_text(flag) + ">(" + equals(i, a.name) + ')');
            all.arguments.push_back(a);
        }
        return all;
    }
    static std::string where(const names& conditions) {
        if (conditions.empty()) return {};
        std::string all;
        for (const std::string& c : conditions) all += (all.empty() ? "" : " &&\n               ") + c;
        return "\n        .where(" + all + ')';
    }
    static std::string inputs_of(const names& values) { return "inputs{args" + (values.empty() ? "" : ", " + wrapped(values, 20)) + '}'; }

    void list() {
        argument_names scope(
            {"limit", "cursor", "offset", "after_value", "after_id", "after_third", "after_null", "fetch", "now", "Row", "Page"});
        filter_texts filter = filters(scope);
        std::vector<argument_text> arguments = filter.arguments;
        arguments.push_back({"limit", "limit", "std::int64_t", {"default_integer<50>", "between<1, 500>"}});
        const bool by_offset = f_.pages == paging::offset;
        files_.has_cursor = !by_offset;
        if (by_offset)
            arguments.push_back({"offset", "offset", "std::int64_t", {"default_integer<0>", "at_least<0>"}});
        else
            arguments.push_back({"cursor", "cursor", "std::optional<std::string>", {}});
        out_.fields("list", arguments);
        if (by_offset) {
            add("list", "std::vector<Row>", "list", "The rows that match the filters, from an offset on.",
                "    constexpr auto query = " + select() + where(filter.conditions) +
                    "\n        .limit(param<\"limit\">)\n        .offset(param<\"offset\">);\n    plan<std::vector<Row>> p{args};\n"
                    "    if (p.refused()) return p;\n    p.take(query, " +
                    inputs_of(filter.values) + ");\n    return p;\n");
            return;
        }
        add("list", "Page", "list", "The rows that match the filters, page by page: next_cursor continues the list.", page_body(filter));
    }
    std::string page_body(filter_texts& filter) const {
        static const char* const starts[] = {"after_value", "after_id", "after_third"};
        names columns, types, values;
        if (has_rowid()) columns.emplace_back("number"), types.emplace_back("std::int64_t");
        for (std::size_t i : f_.page_keys) columns.push_back(column(i)), types.push_back(at(i).type);
        names terms;
        for (const std::string& c : columns) terms.push_back(c + ".asc()");
        // A page is sorted by what is stored, and continues by it.
        for (std::size_t k = 0; k < f_.page_keys.size(); ++k)
            if (at(f_.page_keys[k]).is_time()) columns[k] = "as_stored(" + columns[k] + ')';
        for (std::size_t k = 0; k < columns.size(); ++k) values.push_back(param(starts[k]));
        const std::string after = columns.size() == 1
                                      ? columns[0] + " > " + values[0]
                                      : "squall::row(" + wrapped(columns, 0) + ") > squall::row(" + wrapped(values, 0) + ')';
        filter.conditions.push_back("when<\"after_value\">(" + after + ')');
        std::string more;
        for (const std::string& v : filter.values) more += ", " + v;
        return "    constexpr auto query = " + select() + where(filter.conditions) + "\n        .order_by(" + wrapped(terms, 18) +
               ")\n        .limit(param<\"fetch\">);\n    plan<Page> p{args};\n    if (p.refused()) return p;\n"
               "    const page_start start = p.page(args.cursor, args.limit);\n    if (p.refused()) return p;\n    p.take(query, "
               "start.inputs<" +
               wrapped(types, 0) + ">(args" + more + "));\n    return p;\n";
    }
    void count() {
        argument_names scope({"now", "Row", "Page"});
        const filter_texts filter = filters(scope);
        out_.fields("count", filter.arguments);
        add("count", "std::int64_t", "count", "How many rows match the filters.",
            "    constexpr auto query = select_value<std::int64_t>(squall::count()).from(table)" + where(filter.conditions) + ";\n" +
                (filter.values.empty() ? "    return single<std::int64_t>(query, args);\n"
                                       : "    plan<std::int64_t> p{args};\n    if (p.refused()) return p;\n    p.take(query, " +
                                             inputs_of(filter.values) + ");\n    return p;\n"));
    }

    const table_shape& t_;
    table_facts f_;
    std::map<places, std::string> words_;
    std::string object_, row_;
    function_text out_;
    domain_files files_;
};

}  // namespace squall::migrate
