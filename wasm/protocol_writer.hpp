#pragma once
// Writes protocol.ts: the numbers and names that the shim shares with the module, as const enums, which a bundler inlines.
#include <ostream>
#include <string>

#include "client_names.hpp"
#include "contract.hpp"

namespace squall::client_writer {

/// lone_surrogate -> loneSurrogate
inline std::string camel_case(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool starts_word = name[i] == '_' && i + 1 < name.size();
        if (starts_word) ++i;
        out += starts_word && name[i] >= 'a' && name[i] <= 'z' ? static_cast<char>(name[i] - 32) : name[i];
    }
    return out;
}

struct protocol_writer {
    std::ostream& out;

    template <class E>
    void enumeration(std::string_view name) {
        out << "/** @internal */\nexport const enum " << name << " {\n";
        for (std::size_t i = 0; i < enum_size<E>; ++i)
            out << "  " << camel_case(enum_texts<E>[i]) << " = " << static_cast<std::uint64_t>(enum_value<E>(i)) << ",\n";
        out << "}\n";
    }
    template <std::size_t N>
    void group(std::string_view name, const protocol::constant (&constants)[N]) {
        out << "/** @internal */\nexport const enum " << name << " {\n";
        for (const protocol::constant& c : constants) out << "  " << camel_case(c.name) << " = " << c.number << ",\n";
        out << "}\n";
    }
};

inline void write_protocol(std::ostream& out) {
    out << "// Generated from the C++ headers by wasm/protocol_writer.hpp.\n";
    protocol::for_all(protocol_writer{out});
    std::string type, list;
    for (std::string_view kind : enum_texts<error_kind>) {
        type += "\n  | " + in_quotes(kind);
        list += "  " + in_quotes(kind) + ",\n";
    }
    out << "/** @internal A hash of all names and numbers above. */\nexport const protocolVersion = " << protocol::contract_of_protocol
        << ";\n";
    out << "/** What went wrong. */\nexport type ErrorKind =" << type
        << ";\n/** @internal */\nexport const errorKinds: readonly ErrorKind[] = [\n"
        << list << "];\n";
}

}  // namespace squall::client_writer
