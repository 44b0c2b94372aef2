// Any text as a snapshot file: refused, or a schema that is written as it was read.
#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/snapshot_json.hpp"
#include "must.hpp"

using namespace squall::migrate;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const snapshot read = from_json(std::string(fuzz::text_of(data, size)), "input");
        const std::string written = to_json(read);
        fuzz::must(to_json(from_json(written, "written")) == written, "what was written reads as the same");
        faults_of(read);
        migration_statements(*compare({}, read));
        fuzz::must(compare(read, read)->empty(), "a schema does not differ from itself");
    } catch (const failure&) {
    }
    return 0;
}
