#include "table_functions.hpp"

#include "table_reads.hpp"

namespace squall::migrate {
namespace {

constexpr std::size_t most_pieces = 24;  // optional fragments of a statement (renderer::most_pieces)

class writer : table_reads {
  public:
    writer(const related_table& one, const row_names& rows, const std::vector<related_table>& all)
        : table_reads(*one.table, *one.named, one.domain, rows.row), nested_row_(rows.nested), all_(all) {}

    domain_files write() {
        rows();
        if (f_.has_identity()) get("get", "key", f_.identity);
        for (const places& key : f_.uniques) get("get_by_" + words(key), "get_by_" + words(key), key);
        if (f_.has_identity() && !has_rowid()) nested();
        list();
        count();
        if (can_insert()) {
            insert_constants();
            create();
            create_many();
        }
        if (f_.has_identity()) update();
        if (can_insert()) {
            if (!f_.identity.empty()) upsert("upsert", f_.identity);
            for (const places& key : f_.uniques) upsert("upsert_by_" + words(key), key);
        }
        if (f_.has_identity()) remove();
        files_.header = out_.header_text();
        files_.source = out_.source_text(object_);
        files_.problems.insert(files_.problems.begin(), f_.problems.begin(), f_.problems.end());
        return std::move(files_);
    }

  private:
    void nested() {
        names taken;
        for (const column_facts& c : f_.columns) taken.push_back(c.argument);
        nested_rows_text around = nested_rows_of(t_, f_, all_, taken);
        files_.problems.insert(files_.problems.end(), around.problems.begin(), around.problems.end());
        if (around.fields.empty() || f_.columns.size() + around.fields.size() > 100) return;
        scope_names members({"field", "app", "schema", "squall", "std"});
        std::vector<argument_text> fields;
        names selected;
        for (std::size_t i = 0; i < f_.columns.size(); ++i) {
            const column_facts& c = at(i);
            fields.push_back({c.argument, members.add(c.argument), c.is_nullable ? optional_of(c.type) : c.type, {}});
            selected.push_back(column(i));
        }
        fields.insert(fields.end(), around.fields.begin(), around.fields.end());
        selected.insert(selected.end(), around.selected.begin(), around.selected.end());
        out_.fields(nested_row_.substr(0, nested_row_.rfind("_fields")), fields, "field");
        out_.header("using NestedRow = squall::fields_of<" + nested_row_ + ">;\n");
        for (const std::string& constant : around.constants) out_.constant(constant);
        add("get_nested", "std::optional<NestedRow>", "key",
            "The row of this key with the rows that it refers to, and of each table the first 100 rows that refer to it; or null.",
            "    constexpr auto query = select_into<NestedRow>(" + wrapped(selected, 8) +
                ")\n        .from(table)\n        .where(by_key);\n    return single<std::optional<NestedRow>>(query, args);\n");
    }

    // ---- writes -----------------------------------------------------------------------------------------------------
    bool can_insert() {
        if (may_insert_) return *may_insert_;
        may_insert_ = true;
        for (std::size_t i = 0; i < f_.columns.size() && *may_insert_; ++i)
            if (!at(i).is_written && !at(i).is_nullable) {
                files_.problems.push_back("table " + t_.name + ": no create, create_many and upsert: the generated column " + at(i).name +
                                          " is NOT NULL, which an insert that leaves it out cannot express");
                may_insert_ = false;
            }
        return *may_insert_;
    }
    /// The columns that an insert sets beside the number of the row.
    places inserted() const {
        places all;
        for (std::size_t i = 0; i < f_.columns.size(); ++i)
            if (at(i).is_written && f_.number != i) all.push_back(i);
        return all;
    }
    bool may_be_left_out(std::size_t i) const { return at(i).is_nullable || at(i).has_default(); }
    std::string default_of(std::size_t i) const { return "raw<" + literal_text(at(i).default_sql) + ", " + at(i).type + ">()"; }

    void insert_constants() {
        names values{"number..."};
        for (std::size_t i : inserted())
            values.push_back(at(i).has_default() ? column(i) + " = coalesce(param<" + literal_text(at(i).argument) + ", " +
                                                       optional_of(at(i).type) + ">, " + default_of(i) + ')'
                             : at(i).argument == at(i).name ? column(i)
                                                            : column(i) + " = " + param(at(i).argument));
        if (values.size() == 1) return;  // a row of nothing but its number
        out_.constant(
            "\n/// A row to insert. A column that is left out, or null, has its default.\nconstexpr auto new_row = [](auto... number) {\n"
            "    return insert_into(table).set(" +
            wrapped(values, 34) + ");\n};\n");
    }
    bool has_only_number() const { return inserted().empty(); }
    std::string insert_with_number() const {
        return has_only_number() ? "insert_into(table).set(" + column(*f_.number) + ')' : "new_row(" + column(*f_.number) + ')';
    }
    std::string insert_without_number() const { return has_only_number() ? "insert_into(table).default_values()" : "new_row()"; }

    std::vector<argument_text> row_arguments(argument_names& scope, const places& required) const {
        std::vector<argument_text> all;
        for (std::size_t i = 0; i < f_.columns.size(); ++i) {
            if (!at(i).is_written) continue;
            const bool needed = std::find(required.begin(), required.end(), i) != required.end();
            if (f_.number == i && !needed && !required.empty()) continue;
            const bool optional = !needed && (may_be_left_out(i) || f_.number == i);
            all.push_back(scope.add(at(i).argument, optional ? optional_of(at(i).type) : at(i).type, marks_of(at(i))));
        }
        return all;
    }

    void create() {
        argument_names scope(names{});
        const auto& arguments = create_arguments_ = row_arguments(scope, {});
        out_.fields("create", arguments);
        std::string body, comment = "Stores a new row. Errors: conflict, foreign_key, check.";
        if (!f_.number) {
            body = "    constexpr auto insert = new_row()" + returning() + ";\n    return single<Row>(insert, args);\n";
        } else {
            const std::size_t i = *f_.number;
            const std::string member = number_member(arguments);
            comment = "Stores a new row; SQLite numbers it where " + comment_text(at(i).name) +
                      " is left out. Errors: conflict, foreign_key, check.";
            body = "    constexpr auto numbered = " + insert_with_number() + returning() +
                   ";\n    constexpr auto insert = " + insert_without_number() + returning() +
                   ";\n    plan<Row> p{args};\n    if (p.refused()) return p;\n    if (args." + member +
                   ".has_value())\n        p.take(numbered, inputs{args, bind<" + literal_text(at(i).name) + ">(*args." + member +
                   ")});\n    else\n        p.take(insert, inputs{args});\n    return p;\n";
        }
        add("create", "Row", "create", comment, body);
    }
    std::string number_member(const std::vector<argument_text>& arguments) const {
        const auto a = std::find_if(arguments.begin(), arguments.end(), [&](const auto& one) { return one.name == at(*f_.number).name; });
        return a->member;
    }

    void create_many() {
        out_.fields("create_many", {{"items", "items", "std::vector<squall::object<create_fields>>", {"at_least<1>"}}});
        names values;
        for (std::size_t i : inserted()) {
            const std::string field = "item.field<" + literal_text(at(i).argument) + ">()";
            values.push_back(column(i) + " = " + (at(i).has_default() ? "coalesce(" + field + ", " + default_of(i) + ')' : field));
        }
        std::string body = "    constexpr auto item = rows<\"items\", fields_in<arguments<create_fields>>>;\n";
        const auto insert = [&](const std::string& name, const names& set) {
            body += "    constexpr auto " + name + " = insert_into(table)\n        .set(" + wrapped(set, 13) + ")\n        .from(item);\n";
        };
        const std::string begin = "    plan<nothing> p{args};\n    if (p.refused()) return p;\n";
        if (!f_.number) {
            insert("insert", values);
            body += begin +
                    "    row_lists lists(p, item);\n    for (const auto& one : args.items) lists.add(one);\n"
                    "    for (const auto& list : lists) p.run(insert, inputs{args, list});\n    return p;\n";
        } else {
            argument_names scope(names{});
            const std::string member = number_member(row_arguments(scope, {}));
            names numbered{column(*f_.number) + " = never_null(item.field<" + literal_text(at(*f_.number).name) + ">())"};
            numbered.insert(numbered.end(), values.begin(), values.end());
            insert("numbered", numbered);
            if (has_only_number())
                body += "    constexpr auto insert = insert_into(table).default_values();\n";
            else
                insert("insert", values);
            body += begin + "    row_lists with_number(p, item)" + (has_only_number() ? "" : ", without_number(p, item)") +
                    ";\n    for (const auto& one : args.items)\n        if (one." + member +
                    ".has_value())\n            with_number.add(one);\n        else\n            " +
                    (has_only_number() ? "p.run(insert, inputs{args});\n" : "without_number.add(one);\n") +
                    "    for (const auto& list : with_number) p.run(numbered, inputs{args, list});\n" +
                    (has_only_number() ? "" : "    for (const auto& list : without_number) p.run(insert, inputs{args, list});\n") +
                    "    return p;\n";
        }
        add("create_many", "squall::nothing", "create_many", "Stores several rows, all or none. Errors: conflict, foreign_key, check.",
            body);
    }

    void update() {
        places changed;
        for (std::size_t i = 0; i < f_.columns.size(); ++i)
            if (at(i).is_written && !f_.is_in_identity(i)) changed.push_back(i);
        if (changed.empty()) {
            files_.problems.push_back("table " + t_.name + ": no update: every column belongs to the key");
            return;
        }
        argument_names in_patch(names{});
        std::vector<argument_text> patch;
        for (std::size_t i : changed) {
            names marks = marks_of(at(i));
            if (at(i).is_nullable) marks.emplace_back("nullable");
            patch.push_back(in_patch.add(at(i).argument, optional_of(at(i).type), marks));
        }
        out_.fields("patch", patch);
        argument_names scope({"patch"});
        std::vector<argument_text> arguments = key_arguments(scope, f_.identity);
        const std::string condition = condition_of(f_.identity, arguments);
        arguments.push_back({"patch", "patch", "squall::object<patch_fields>", {"as_patch"}});
        out_.fields("update", arguments);

        // A value has a name of its own where the key has an argument of that name; a boolean has a flag, because false is a value.
        names assignments, values;
        for (std::size_t k = 0; k < changed.size(); ++k) {
            const std::size_t i = changed[k];
            const std::string& name = patch[k].name;
            std::string flag = name;
            if (at(i).type == "bool") {
                flag = "sets_" + name;
                values.push_back("bind_flag<" + literal_text(flag) + ">(patch." + patch[k].member + ".given())");
                values.push_back(at(i).is_nullable ? "bind(patch." + patch[k].member + ')'
                                                   : "bind<" + literal_text(name) + ">(patch." + patch[k].member + ".value_or(false))");
            } else {
                values.push_back("bind(patch." + patch[k].member + ')');
            }
            assignments.push_back("when<" + literal_text(flag) + ">(" + column(i) + " = " + param(name) + ')');
        }
        std::string body, steps;
        const std::size_t parts = (assignments.size() + most_pieces - 1) / most_pieces;
        for (std::size_t part = 0; part < parts; ++part) {
            const auto begin = assignments.begin() + static_cast<std::ptrdiff_t>(part * most_pieces);
            const bool is_last = part + 1 == parts;
            const auto end = is_last ? assignments.end() : begin + most_pieces;
            const std::string name = parts == 1 ? "change" : "change_" + std::to_string(part + 1);
            body += "    constexpr auto " + name + " = squall::update(table)\n        .set(" + wrapped(names(begin, end), 13) +
                    ")\n        .where(" + condition + ')' + (is_last ? returning() : "") + ";\n";
            steps += std::string("    p.") + (is_last ? "take(" : "run(") + name + ", in);\n";
        }
        add("update", "Row", "update", "Changes a row; what the patch leaves out stays. Errors: not_found, conflict, foreign_key, check.",
            body +
                "    plan<Row> p{args};\n    if (p.refused()) return p;\n    const arguments<patch_fields>& patch = *args.patch;\n"
                "    const " +
                inputs_of(values).replace(0, 6, "inputs in") + ";\n" + steps + "    return p;\n");
    }

    void upsert(const std::string& name, const places& key) {
        if (std::any_of(key.begin(), key.end(), [&](std::size_t i) { return !at(i).is_written; })) return;
        const bool by_number = key == f_.identity && f_.number;
        argument_names scope(names{});
        const auto arguments = row_arguments(scope, key);
        const bool as_create = arguments == create_arguments_;
        if (!as_create) out_.fields(name, arguments);
        names set;
        for (std::size_t i : inserted()) {
            const bool is_key = std::find(key.begin(), key.end(), i) != key.end() || f_.is_in_identity(i);
            if (!is_key) set.push_back(column(i) + " = excluded(" + column(i) + ')');
        }
        // DO NOTHING would return no row.
        if (set.empty()) set.push_back(column(key[0]) + " = excluded(" + column(key[0]) + ')');
        names columns;
        for (std::size_t i : key) columns.push_back(column(i));
        add(name, "Row", as_create ? "create" : name,
            "Stores a row, or changes the one of this key to it. Errors: conflict, foreign_key, check.",
            "    constexpr auto put = " + (by_number ? insert_with_number() : "new_row()") + "\n        .on_conflict(" +
                wrapped(columns, 21) + ")\n        .do_update(" + wrapped(set, 19) + ')' + returning() +
                ";\n    return single<Row>(put, args);\n");
    }

    void remove() {
        add("delete_", "bool", "key", "Deletes a row; false when there is none. Errors: foreign_key.",
            "    constexpr auto removal = delete_from(table).where(by_key).returning_value<bool>(literal<true>);\n"
            "    return single<bool>(removal, args);\n");
    }

    std::string nested_row_;
    const std::vector<related_table>& all_;
    std::optional<bool> may_insert_;
    std::vector<argument_text> create_arguments_;
};

}  // namespace

domain_files functions_of_table(const related_table& one, const row_names& rows, const std::vector<related_table>& all) {
    return writer(one, rows, all).write();
}

domain_files functions_of_view(const std::string& view, const named_relation& named, const std::string& domain) {
    function_text out(domain, "View " + view);
    out.header("\nusing Row = squall::row_of<schema::" + named.object + ">;\n");
    out.fields("list", {{"limit", "limit", "std::int64_t", {"default_integer<50>", "between<1, 500>"}},
                        {"offset", "offset", "std::int64_t", {"default_integer<0>", "at_least<0>"}}});
    out.function("list", "std::vector<Row>", "list", "The rows from an offset on, in the view's own order.",
                 "    constexpr auto query = select(table).from(table).limit(param<\"limit\">).offset(param<\"offset\">);\n"
                 "    return single<std::vector<Row>>(query, args);\n");
    out.fields("count", {});
    out.function("count", "std::int64_t", "count", "How many rows the view has.",
                 "    constexpr auto query = select_value<std::int64_t>(squall::count()).from(table);\n"
                 "    return single<std::int64_t>(query, args);\n");
    return {domain, out.header_text(), out.source_text(named.object), {"list", "count"}, false, {}};
}

}  // namespace squall::migrate
