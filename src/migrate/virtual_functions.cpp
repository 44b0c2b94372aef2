#include "virtual_functions.hpp"

#include "pull_names.hpp"
#include "table_reads.hpp"

namespace squall::migrate {
namespace {

const argument_text limit{"limit", "limit", "std::int64_t", {"default_integer<50>", "between<1, 500>"}};
const argument_text offset{"offset", "offset", "std::int64_t", {"default_integer<0>", "at_least<0>"}};
constexpr const char* part_of_rows = ".limit(param<\"limit\">).offset(param<\"offset\">);\n";

/// The body of a search: any text is a query.
std::string search_body(const std::string& query) {
    return "    constexpr auto query = " + query +
           ";\n    plan<std::vector<Row>> p{args};\n    if (p.refused()) return p;\n"
           "    p.take(query, inputs{args, bind<\"query\">(p.keep(full_text_query(p.text(args.text))))});\n    return p;\n";
}
std::string rest_of_search(const std::string& index) {
    return "\n                               .where(matches(" + index + ", param<\"query\">))\n                               .order_by(" +
           index + ".rank, " + index +
           ".rowid)\n                               .limit(param<\"limit\">)\n                               "
           ".offset(param<\"offset\">)";
}
void search(function_text& out, const std::string& query) {
    out.fields("search", {{"text", "text", "std::string", {}}, limit, offset});
    out.function("search", "std::vector<Row>", "search", "The rows with every word of the text, the best first.", search_body(query));
}
void list_and_count(function_text& out, const std::string& query) {
    out.fields("list", {limit, offset});
    out.function("list", "std::vector<Row>", "list", "The rows from an offset on.",
                 "    constexpr auto query = " + query + part_of_rows + "    return single<std::vector<Row>>(query, args);\n");
    out.fields("count", {});
    out.function("count", "std::int64_t", "count", "How many rows there are.",
                 "    constexpr auto query = select_value<std::int64_t>(squall::count()).from(table);\n"
                 "    return single<std::int64_t>(query, args);\n");
}

domain_files functions_of_full_text(const virtual_shape& v, const named_relation& named, const std::string& found,
                                    const std::string& domain) {
    function_text out(domain, "Full-text table " + v.name);
    scope_names members({"field", "app", "schema", "squall", "std", "rowid", "rank", found});
    std::vector<argument_text> fields{{"rowid", "rowid", "std::int64_t", {}}};
    std::string columns = "table.rowid";
    if (!v.is_contentless())
        for (const column_shape& c : v.columns) {
            fields.push_back({c.name, members.add(c.name), "std::optional<std::string>", {}});
            columns += ", table." + named.of(c.name);
        }
    fields.push_back({"rank", "rank", "std::optional<double>", {}});
    out.fields(found.substr(0, found.rfind("_fields")), fields, "field");
    out.header("/// rank: the smaller, the better; null where nothing was searched.\nusing Row = squall::fields_of<" + found + ">;\n");
    const std::string selected = "select_into<Row>(" + columns + ", table.rank)\n                               .from(table)";
    search(out, selected + rest_of_search("table"));
    names functions{"search"};
    if (v.has_own_rows()) {
        list_and_count(out, selected + "\n                               .order_by(table.rowid)");
        functions = {"search", "list", "count"};
    }
    return {domain, out.header_text(), out.source_text(named.object), functions, false, {}};
}

domain_files functions_of_rtree(const virtual_shape& v, const named_relation& named, const std::string& domain) {
    function_text out(domain, "R*Tree " + v.name);
    out.header("\nusing Row = squall::row_of<schema::" + named.object + ">;\n");
    argument_names scope({"limit"});
    std::vector<argument_text> bounds;
    for (std::size_t i = 1; i <= v.coordinates; ++i)
        bounds.push_back(scope.add(v.columns[i].name, v.module == virtual_module::rtree ? "double" : "std::int64_t"));
    std::string overlap;
    for (std::size_t i = 1; i <= v.coordinates; ++i) {
        const std::string& other = bounds[i % 2 == 1 ? i : i - 2].name;
        overlap +=
            (overlap.empty() ? "" : " && ") + ("table." + named.of(v.columns[i].name)) + (i % 2 == 1 ? " <= " : " >= ") + param(other);
    }
    bounds.push_back(limit);
    out.fields("overlapping", bounds);
    out.function(
        "overlapping", "std::vector<Row>", "overlapping", "The rows whose box has a point in common with this one.",
        "    constexpr auto query = select(table)\n                               .from(table)\n                               .where(" +
            overlap + ")\n                               .order_by(table." + named.of(v.columns[0].name) +
            ")\n                               .limit(param<\"limit\">);\n    return single<std::vector<Row>>(query, args);\n");
    list_and_count(out, "select(table).from(table).order_by(table." + named.of(v.columns[0].name) + ')');
    return {domain, out.header_text(), out.source_text(named.object), {"overlapping", "list", "count"}, false, {}};
}

}  // namespace

domain_files functions_of_index(const full_text_shape& index, const std::string& object, const named_relation& table,
                                const std::string& key_member, const std::string& domain) {
    function_text out(domain, "Full-text index " + index.name);
    out.header("\nusing Row = squall::row_of<schema::" + table.object + ">;\n");
    out.constant("constexpr const auto& index = schema::" + object + ";\n");
    search(out, "select(table)\n                               .from(index)\n                               .join(table, table." +
                    key_member + " == index.rowid)" + rest_of_search("index"));
    return {domain, out.header_text(), out.source_text(table.object), {"search"}, false, {}};
}
domain_files functions_of_virtual(const virtual_shape& v, const named_relation& named, const std::string& found,
                                  const std::string& domain) {
    return v.module == virtual_module::full_text ? functions_of_full_text(v, named, found, domain) : functions_of_rtree(v, named, domain);
}

}  // namespace squall::migrate
