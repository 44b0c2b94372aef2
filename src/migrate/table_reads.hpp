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
        names all{"Row"};
        for (const order_text& order : orders()) {
            std::string keys;
            for (const std::string& name : order.keys) keys += ", " + literal_text(name);
            all.push_back("squall::page_order<" + literal_text(order.name) + keys + '>');
        }
        out_.header("using Page = squall::ordered_page<" + wrapped(all, 33) + ">;\n");
    }
    /// An order of the list: its name, its columns as rows and as the table have them, and their types.
    struct order_text {
        std::string name{};
        names keys{}, columns{}, types{};
        bool is_descending = false;
        std::vector<bool> are_times{};
    };
    /// By the key, and by each indexed column that is never null, up to three; each both ways.
    std::vector<order_text> orders() const {
        order_text by_key;
        const auto add_to = [&](order_text& order, std::size_t i) {
            order.keys.push_back(at(i).argument);
            order.columns.push_back(column(i));
            order.types.push_back(at(i).type);
            order.are_times.push_back(at(i).is_time());
        };
        if (has_rowid())
            by_key = {.keys = {"rowid"}, .columns = {"number"}, .types = {"std::int64_t"}, .are_times = {false}};
        else
            for (std::size_t i : f_.page_keys) add_to(by_key, i);
        by_key.name = by_key.keys[0];
        std::vector<order_text> all{by_key};
        const auto sorts = [&](std::size_t i) {
            const bool is_key = std::find(f_.page_keys.begin(), f_.page_keys.end(), i) != f_.page_keys.end();
            // A time that the database fills is stored in another form than one that is given: as texts they do not sort by time.
            const bool is_plain_time = at(i).is_time() && !at(i).has_default();
            return !is_key && !at(i).is_nullable && (at(i).type == "std::string" || at(i).type == "std::int64_t" || is_plain_time);
        };
        for (const places& some : {f_.times, f_.filters})
            for (std::size_t i : some) {
                if (!sorts(i) || all.size() > 3 || by_key.keys.size() > 2) continue;
                order_text order{.name = at(i).argument};
                add_to(order, i);
                order.keys.insert(order.keys.end(), by_key.keys.begin(), by_key.keys.end());
                order.columns.insert(order.columns.end(), by_key.columns.begin(), by_key.columns.end());
                order.types.insert(order.types.end(), by_key.types.begin(), by_key.types.end());
                order.are_times.insert(order.are_times.end(), by_key.are_times.begin(), by_key.are_times.end());
                all.push_back(order);
            }
        std::vector<order_text> both;
        std::set<std::string> taken;
        for (const order_text& order : all) taken.insert(order.name);
        for (order_text& order : all) {
            both.push_back(order);
            order.is_descending = true;
            order.name += "_desc";
            while (!taken.insert(order.name).second) order.name += '_';
            both.push_back(order);
        }
        return both;
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
        for (std::size_t i : f_.times) {
            const std::pair<const char*, const char*> bounds[] = {{"_from", "squall::at_or_after("}, {"_before", "squall::before("}};
            for (const auto& [suffix, compare] : bounds) {
                const argument_text a = scope.add(at(i).argument + suffix, optional_of(at(i).type));
                all.conditions.push_back("when<" + literal_text(a.name) + ">(" + compare + column(i) + ", " + param(a.name) + "))");
                all.arguments.push_back(a);
            }
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
        argument_names scope({"order", "limit", "cursor", "offset", "after_value", "after_id", "after_third", "after_null", "fetch", "now",
                              "Row", "Page", "NestedRow"});
        filter_texts filter = filters(scope);
        std::vector<argument_text> arguments = filter.arguments;
        const bool by_offset = f_.pages == paging::offset;
        if (!by_offset) {
            names all;
            for (const order_text& order : orders()) all.push_back(literal_text(order.name));
            arguments.push_back({"order", "order", "squall::one_of<" + wrapped(all, 8) + '>', {"default_text<" + all[0] + '>'}});
        }
        arguments.push_back({"limit", "limit", "std::int64_t", {"default_integer<50>", "between<1, 500>"}});
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
        add("list", "Page", "list", "The rows that match the filters, page by page in an order: next_cursor continues the list.",
            page_body(filter));
    }
    std::string page_body(const filter_texts& filter) const {
        std::string body = "    plan<Page> p{args};\n    if (p.refused()) return p;\n", more;
        for (const std::string& v : filter.values) more += ", " + v;
        for (const order_text& order : orders())
            body += "    if (args.order.is<" + literal_text(order.name) + ">()) {\n" +
                    "        constexpr auto query = " + ordered(order, filter) + "        const page_start start = p.page<" +
                    literal_text(order.name) + ">(args.cursor, args.limit);\n        if (!p.refused()) p.take(query, start.inputs<" +
                    wrapped(order.types, 0) + ">(args" + more + "));\n    }\n";
        return body + "    return p;\n";
    }
    /// The query of a page in one order.
    std::string ordered(const order_text& order, const filter_texts& filter) const {
        static const char* const starts[] = {"after_value", "after_id", "after_third"};
        names columns, values, terms, conditions = filter.conditions;
        for (std::size_t k = 0; k < order.columns.size(); ++k) {
            terms.push_back(order.columns[k] + (order.is_descending ? ".desc()" : ".asc()"));
            // A page is sorted by what is stored, and continues by it.
            columns.push_back(order.are_times[k] ? "as_stored(" + order.columns[k] + ')' : order.columns[k]);
            values.push_back(param(starts[k]));
        }
        const std::string follows = order.is_descending ? " < " : " > ";
        conditions.push_back("when<\"after_value\">(" +
                             (columns.size() == 1
                                  ? columns[0] + follows + values[0]
                                  : "squall::row(" + wrapped(columns, 0) + ')' + follows + "squall::row(" + wrapped(values, 0) + ')') +
                             ')');
        return select() + where(conditions) + "\n        .order_by(" + wrapped(terms, 18) + ")\n        .limit(param<\"fetch\">);\n";
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
