#pragma once
// Writes a module's client from its functions' declarations: client.js (row mappers and functions), client.d.ts, protocol.ts and
// functions.json. One program a module includes this, made of generate_client.cpp.in.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "argument_reference.hpp"
#include "client_names.hpp"
#include "contract.hpp"
#include "protocol_writer.hpp"
#include "result_reference.hpp"
#include "row_types.hpp"
#include "squall/core/budget.hpp"
#include "squall/core/function.hpp"
#include "unlisted_functions.hpp"

namespace squall::client_writer {

// ---- results --------------------------------------------------------------------------------------------------------
struct shape {
    std::string javascript, typescript;
};
template <class T>
struct result_writer {
    static shape write(row_types& rows) {
        if constexpr (declared_row<T>) {
            const std::string name = rows.name<T>();
            return {"one(" + name + ")", name};
        } else {
            constexpr value_kind kind = type_of<T>->kind;
            static_assert(kind == value_kind::boolean || kind == value_kind::integer);
            return kind == value_kind::boolean ? shape{"boolean", "boolean"} : shape{"count", "number"};
        }
    }
};
template <>
struct result_writer<nothing> {
    static shape write(row_types&) { return {"nothing", "void"}; }
};
template <class Row>
struct result_writer<std::optional<Row>> {
    static shape write(row_types& rows) {
        if constexpr (declared_row<Row>) {
            const std::string name = rows.name<Row>();
            return {"optional(" + name + ")", name + " | null"};
        } else {
            const std::string reader(cell_reader(type_of<Row>));
            return {"optional(value(" + reader + "))", typescript_type(type_of<Row>) + " | null"};
        }
    }
};
template <class Row>
struct result_writer<std::vector<Row>> {
    static shape write(row_types& rows) {
        const std::string name = rows.name<Row>();
        return {"list(" + name + ")", name + "[]"};
    }
};
/// The number of a list, and where in the row the keys of its cursors stand.
template <class Row>
std::string cursor_text(const detail::cursor_form& form) {
    std::string places;
    for (std::string_view key : form.keys) {
        std::size_t i = 0;
        for (const column_description& c : definition_of<Row>::columns) {
            if (c.name == key) places += (places.empty() ? "" : ", ") + std::to_string(i);
            ++i;
        }
    }
    return std::to_string(form.number) + ", [" + places + "]";
}
template <class Row, fixed_string... Keys>
struct result_writer<page<Row, Keys...>> {
    static shape write(row_types& rows) {
        const std::string name = rows.name<Row>();
        return {"page(" + name + ", " + cursor_text<Row>(detail::page_traits<page<Row, Keys...>>::cursor(0)) + ")", "Page<" + name + ">"};
    }
};
template <class Row, class... Orders>
struct result_writer<ordered_page<Row, Orders...>> {
    static shape write(row_types& rows) {
        const std::string name = rows.name<Row>();
        std::string orders;
        for (const detail::cursor_form& order : detail::page_traits<ordered_page<Row, Orders...>>::orders)
            orders += (orders.empty() ? "[" : ", [") + cursor_text<Row>(order) + "]";
        return {"orderedPage(" + name + ", [" + orders + "])", "Page<" + name + ">"};
    }
};
template <detail::object_result T>
struct result_writer<T> {
    static shape write(row_types& rows) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            shape all{"object({ ", "{ "};
            (part<typename detail::parts_of<T>::template part<I>>(rows, all, I == 0), ...);
            all.javascript += " })";
            all.typescript += " }";
            return all;
        }
        (std::make_index_sequence<detail::parts_of<T>::count>{});
    }
    template <class Part>
    static void part(row_types& rows, shape& all, bool first) {
        shape one = result_writer<typename Part::type>::write(rows);
        if (one.javascript.rfind("page(", 0) == 0 || one.javascript.rfind("orderedPage(", 0) == 0)
            one.javascript.insert(one.javascript.size() - 1, ", false");
        all.javascript += (first ? "" : ", ") + key(Part::name) + ": " + one.javascript;
        all.typescript += (first ? "" : "; ") + property(Part::name) + ": " + one.typescript;
    }
};

// ---- arguments ------------------------------------------------------------------------------------------------------
[[noreturn]] inline void fail(const std::string& what) {
    std::cerr << "generate_client: " << what << '\n';
    std::exit(1);
}

/// The layout for the shim (js-shim/src/encode.ts): a list of names; one that is no scalar is [name, shape, fields].
/// What writes a value that few clients have (js-shim/src/blob.ts, bigint.ts).
inline std::string_view value_writer(argument_kind kind) {
    return kind == argument_kind::blob ? "blobArgument" : kind == argument_kind::bigint ? "bigintArgument" : "";
}
inline std::string layout_of(const argument_spec* specs, std::size_t count) {
    std::string all = "[";
    for (std::size_t i = 0; i < count; ++i) {
        const argument_spec& a = specs[i];
        const protocol::argument_shape shape = protocol::shape_of(a);
        const std::string_view writer = value_writer(a.kind);
        all += i ? ", " : "";
        if (shape == protocol::argument_shape::scalar && writer.empty()) {
            all += in_quotes(a.name);
            continue;
        }
        all += "[" + in_quotes(a.name) + ", " + std::to_string(static_cast<int>(shape));
        if (a.kind == argument_kind::object) all += ", " + layout_of(a.fields, a.field_count);
        if (!writer.empty()) all += ", " + std::string(writer);
        all += "]";
    }
    return all + "]";
}
inline std::string arguments_type(const argument_spec* specs, std::size_t count, bool in_patch = false) {
    std::string all = "{ ";
    for (std::size_t i = 0; i < count; ++i) {
        const argument_spec& a = specs[i];
        std::string type;
        if (a.kind == argument_kind::object)
            type = arguments_type(a.fields, a.field_count, a.is_patch);
        else
            type = a.kind == argument_kind::blob ? "Uint8Array | ArrayBuffer" : typescript_type(a.type);
        if (a.is_list) type = (type.find(' ') == type.npos ? type : "(" + type + ")") + "[]";
        const bool null = (a.is_nullable || (!a.is_required && !a.is_tenant && !in_patch)) && type != "unknown";
        const bool undefined = !a.is_required && !a.is_tenant;
        all += (i ? "; " : "") + property(a.name) + (a.is_required ? ": " : "?: ") + type + (null ? " | null" : "") +
               (undefined ? " | undefined" : "");
    }
    return all + " }";
}

/// What functions.json says of a budget; nothing where none is declared.
inline std::string budget_as_json(const budget& b) {
    if (b.rows_read == 0 && b.linear.empty()) return {};
    std::string all = ", \"budget\": {";
    if (b.rows_read != 0) all += "\"rows_read\": " + std::to_string(b.rows_read) + (b.linear.empty() ? "" : ", ");
    if (!b.linear.empty()) all += "\"linear\": " + in_quotes(b.linear);
    return all + '}';
}

// ---- the files ------------------------------------------------------------------------------------------------------
struct domain {
    std::string name, javascript, typescript;
};
struct client {
    row_types rows;
    std::vector<domain> domains;
    std::string reference;
    /// functions.json: arguments and results as data, for schemas and documents (js-shim/functions).
    result_reference<row_types> results{rows};
    std::string functions;

    template <auto Function>
    void add() {
        using traits = detail::function_traits<Function>;
        using args = detail::arguments_traits<typename traits::args>;
        const function_name name = name_of_function<Function>();
        if (is_name_of_client(name.domain))
            fail("a domain cannot be called " + std::string(name.domain) + ": the client has that name itself; rename the namespace");
        if (is_name_of_objects(name.function))
            fail("a function cannot be called " + std::string(name.function) + ": every object has that name; rename " +
                 std::string(name.domain) + "::" + std::string(name.function));
        if (domains.empty() || domains.back().name != name.domain) domains.push_back({std::string(name.domain), "", ""});
        shape result = result_writer<typename traits::result_type>::write(rows);
        if (result.javascript.rfind("list(", 0) == 0) result.javascript.insert(4, "OfAll");
        bool all_optional = true;
        for (const argument_spec& a : args::specs) all_optional = all_optional && !a.is_required;
        domains.back().javascript += "    [\"" + std::string(name.function) + "\", " + layout_of(args::specs.data(), args::count) + ", " +
                                     result.javascript + (traits::has_steps ? ", \"steps\"" : "") + "],\n";
        // A function of several steps is no part of a batch: there its type takes no arguments at all.
        const std::string arguments = arguments_type(args::specs.data(), args::count);
        domains.back().typescript += "  " + std::string(name.function) + "(args" + (all_optional ? "?: " : ": ") +
                                     (traits::has_steps ? "Mode extends \"plan\" ? never : " + arguments : arguments) +
                                     ", ...options: Options<Mode>): Result<Mode, " + result.typescript + ">;\n";
        const std::string full_name = std::string(name.domain) + "." + std::string(name.function);
        argument_reference(reference, full_name, args::specs.data(), args::count);
        functions += (functions.empty() ? "  \"" : ",\n  \"") + full_name +
                     "\": {\"arguments\": " + arguments_as_json(args::specs.data(), args::count) +
                     ", \"result\": " + results.template of<typename traits::result_type>() +
                     (traits::has_steps ? ", \"steps\": true" : "") + budget_as_json(budget_of<Function>) + '}';
    }
    template <auto... Functions>
    void add_all(function_list<Functions...>) {
        // A list, not a fold: clang nests a fold's operands, 256 at most.
        void (client::*const additions[])() = {&client::add<Functions>...};
        for (const auto addition : additions) (this->*addition)();
    }
};

inline std::string interface_name(const std::string& domain) {
    std::string name;
    bool upper = true;
    for (char c : domain) {
        if (c == '_') {
            upper = true;
            continue;
        }
        name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        upper = false;
    }
    return name + "Functions";
}

/// main of such a program: the folder to write to, and the symbols of the functions' library unless the list leaves functions of
/// it out on purpose. Returns the exit code.
template <class Functions>
int write_client(int argc, char** argv) {
    if (argc != 2 && argc != 3) {
        std::cerr << "usage: generate_client FOLDER [SYMBOLS]\n";
        return 2;
    }
    if (argc == 3 && !report_unlisted_functions<Functions>(argv[2])) return 1;
    const std::string folder = argv[1];
    client all;
    all.add_all(Functions{});

    std::ofstream js(folder + "/client.js");
    js << "// Generated from the C++ declarations by wasm/client_writer.hpp.\n"
          "import { asBigint, asBlob, asBoolean, asInteger, asJson, asReal, asRow, asRows, asText, bigintArgument, blobArgument, boolean, "
          "count, list, listOfAll, named, nothing, object, one, optional, orderedPage, page, value } from \"squall/result\";\n\n"
       << all.rows.javascript() << "\nexport const contract = " << protocol::contract_of<Functions>::value
       << ";\nexport const domains = {\n";
    for (const domain& d : all.domains) js << "  " << d.name << ": [\n" << d.javascript << "  ],\n";
    js << "};\n";

    std::ofstream ts(folder + "/client.d.ts");
    ts << "// Generated from the C++ declarations by wasm/client_writer.hpp.\n"
          "import type { Binding, ClientMethods, OpenOptions, Options, Page, Result } from \"./types.js\";\n"
          "export * from \"./types.js\";\n"
          "export { SquallError, type ErrorDetails, type ErrorKind } from \"./error.js\";\n\n"
       << all.rows.typescript() << "\n";
    for (const domain& d : all.domains)
        ts << "export interface " << interface_name(d.name) << "<Mode extends \"call\" | \"plan\"> {\n" << d.typescript << "}\n";
    ts << "\n/** Each function is one round trip and atomic; a function of several steps is one round trip a step. */\nexport interface "
          "Functions<Mode extends \"call\" | \"plan\"> {\n";
    for (const domain& d : all.domains) ts << "  readonly " << d.name << ": " << interface_name(d.name) << "<Mode>;\n";
    ts << "}\n\n"
          "/** The functions, each a call of its own; batch() sends several at once. */\n"
          "export interface Client extends Functions<\"call\">, ClientMethods<Functions<\"plan\">> {}\n\n"
          "/** The typed functions over a D1Database or a session of one. Throws a SquallError (invalid_argument) for anything else. */\n"
          "export declare function open(binding: Binding, options?: OpenOptions): Client;\n";
    std::ofstream shared(folder + "/protocol.ts");
    write_protocol(shared);
    std::ofstream reference(folder + "/arguments.json");
    reference << "{\n" << all.reference << "\n}\n";
    std::ofstream functions(folder + "/functions.json");
    functions << "{\"rows\": " << all.results.rows() << ",\n\"functions\": {\n" << all.functions << "\n}}\n";
    if (!js || !ts || !shared || !reference || !functions) {
        std::cerr << "generate_client: cannot write to " << folder << "\n";
        return 1;
    }
    return 0;
}

}  // namespace squall::client_writer
