#include "project_files.hpp"

#include <algorithm>

#include "ddl_text.hpp"
#include "declaration_names.hpp"
#include "domain_names.hpp"
#include "virtual_functions.hpp"

namespace squall::migrate {
namespace {

std::string all_functions(const std::vector<domain_files>& domains, const names& not_written) {
    std::string out = "#pragma once\n// Every function that the client has, domain by domain.\n";
    if (!not_written.empty()) out += "//\n// Not written, with the reason:\n";
    for (const std::string& p : not_written) out += "// - " + comment_text(p) + '\n';
    std::string lists;
    for (const domain_files& d : domains) {
        out += "#include \"" + d.domain + ".hpp\"\n";
        lists += (lists.empty() ? "\n    " : ",\n    ") + d.domain + "::functions";
    }
    if (domains.empty())
        return out +
               "#include \"squall/squall.hpp\"\n\nnamespace app {\n\nusing all_functions = squall::function_list<>;\n\n}  // namespace "
               "app\n";
    return out + "\nnamespace app {\n\nusing all_functions = squall::joined_lists<" + lists + ">::type;\n\n}  // namespace app\n";
}

/// A test that calls what reads, on an empty database.
std::string test_of(const std::vector<domain_files>& domains) {
    std::string out =
        "import { env } from \"cloudflare:workers\";\nimport { expect, it } from \"vitest\";\nimport { open } from "
        "\"../dist/index.js\";\n\n"
        "const db = open(env.DB);\n\nit(\"every table and view is counted and listed\", async () => {\n";
    for (const domain_files& d : domains) {
        const std::string count = "await db." + d.domain + ".count()", list = "  expect(await db." + d.domain + ".list())";
        if (std::find(d.functions.begin(), d.functions.end(), "list") == d.functions.end())
            out += "  expect(await db." + d.domain + ".search({ text: \"anything\" })).toEqual([]);\n";
        else if (d.has_cursor)
            out += "  expect(" + count + ").toBe(0);\n" + list + ".toEqual({ items: [], next_cursor: null });\n";
        else  // a view has rows of no table as well: SELECT count(*)
            out += list + ".toHaveLength(Math.min(" + count + ", 50));\n";
    }
    return out + "});\n";
}

/// Objects that have no declaration have no functions either.
names undeclared(const snapshot& s, const declaration_names& names_of) {
    names all;
    for (const view_shape& v : s.views)
        if (!names_of.columns_of_view(v.name))
            all.push_back("view " + v.name + ": no functions: " +
                          (names_of.is_wide_view(v.name) ? "it has more than 100 columns" : "the database cannot read it"));
    for (const full_text_shape& f : s.full_texts)
        if (!names_of.can_be_declared(f) && !names_of.virtual_table(f.name))
            all.push_back("full-text index " + f.name + ": no functions: it is declared as SQL");
    for (const kept_object& k : s.kept)
        if (k.kind == "table" || k.kind == "view" || (k.kind == "virtual table" && !names_of.virtual_table(k.name)))
            all.push_back(k.kind + ' ' + k.name + ": no functions: it is declared as SQL");
    return all;
}

}  // namespace

project_files files_of(const snapshot& s, const std::vector<view_columns>& views, const std::vector<stored_type>& stored) {
    project_files out;
    declaration_names names_of(s, views, "app::schema", stored);
    pulled_header header = header_of(s, names_of, {.space = "app::schema", .source = "the database", .all_lists = true});
    out.files.push_back({"schema/schema.hpp", std::move(header.text)});
    out.kept = std::move(header.problems);

    domain_names scope;
    std::vector<domain_files> domains;
    std::vector<related_table> tables;
    for (const table_shape& t : s.tables) tables.push_back({&t, &names_of.relation(t.name), scope.add(t.name)});
    for (const related_table& one : tables) {
        const row_names rows{names_of.add_definition(one.domain + "_row", "_fields"),
                             names_of.add_definition(one.domain + "_nested_row", "_fields")};
        domains.push_back(functions_of_table(one, rows, tables));
    }
    for (const view_shape& v : s.views)
        if (names_of.columns_of_view(v.name)) domains.push_back(functions_of_view(v.name, names_of.relation(v.name), scope.add(v.name)));
    for (const full_text_shape& f : s.full_texts)
        if (names_of.can_be_declared(f)) {
            const named_relation& table = names_of.relation(f.content);
            domains.push_back(functions_of_index(f, names_of.full_text(f.name), table, table.of(f.key), scope.add(f.name)));
        }
    for (const virtual_shape* v : names_of.virtual_tables()) {
        const std::string domain = scope.add(v->name);
        domains.push_back(
            functions_of_virtual(*v, names_of.relation(v->name), names_of.add_definition(domain + "_found", "_fields"), domain));
    }
    out.not_written = undeclared(s, names_of);
    for (domain_files& d : domains) {
        out.not_written.insert(out.not_written.end(), d.problems.begin(), d.problems.end());
        out.domains.push_back(d.domain);
        out.files.push_back({"src/" + d.domain + ".hpp", std::move(d.header)});
        out.files.push_back({"src/" + d.domain + ".cpp", std::move(d.source)});
    }
    out.files.push_back({"src/all_functions.hpp", all_functions(domains, out.not_written)});
    out.files.push_back({"tests/client.test.ts", test_of(domains)});
    return out;
}

}  // namespace squall::migrate
