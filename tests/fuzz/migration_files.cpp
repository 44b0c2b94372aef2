// Any text as a migration file, as a CREATE statement of a catalogue, and as SQL that is spelled anew.
#include "migrate/failure.hpp"
#include "migrate/read_create.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/sql_tokens.hpp"
#include "must.hpp"

using namespace squall::migrate;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    std::size_t from = 0;
    for (const located_statement& s : split_statements(text)) {
        const std::size_t at = text.find(s.sql, from);
        fuzz::must(at != text.npos, "a statement is a piece of the file, behind the one before");
        from = at + s.sql.size();
        for (const token& t : tokens_of(opening_of(s.sql)))
            fuzz::must(t.kind != token_kind::string && t.kind != token_kind::number, "the opening of a statement holds no value");
    }
    const std::string once = spelled(text);
    fuzz::must(spelled(once) == once, "SQL that is spelled in the one way stays as it is");
    snapshot shapes;
    try {
        for (const located_statement& s : split_statements(text)) read_create(shapes, s.sql);
        shapes.normalise();
    } catch (const failure&) {
    }
    return 0;
}
