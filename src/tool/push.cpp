#include "application_schema.hpp"
#include "commands.hpp"
#include "find_migrations.hpp"
#include "migrate/inspect.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/split_statements.hpp"
#include "open_target.hpp"
#include "rename_questions.hpp"
#include "schema_statements.hpp"

namespace squall::tool {

using namespace migrate;

int push(const options& o, output& out) {
    const snapshot& schema = the_schema().shapes;
    refuse_faults(schema);
    const auto db = open_target(o.target, !o.dry_run);
    const snapshot found = inspect(*db, &schema, bookkeeping_tables(*db, o));
    const auto d = compare_with_declared(found, schema, o, out);
    describe_kept(schema, found, o, out);
    if (d->empty()) {
        out.good(db->name() + " already has the schema.");
        return out.finish(outcome::done);
    }
    describe(*d, out);
    refuse_loss(*d, o);
    const strings statements = migration_statements(*d);
    out.field("statements", std::to_string(statements.size()));
    if (o.dry_run) return out.finish(outcome::done);
    if (const auto failed = db->batch(as_statements(statements))) {
        const std::string at = failed->at ? " at " + opening_of(statements[*failed->at]) : "";
        throw failure(outcome::database, db->name() + at + ": " + failed->reason + ". Nothing has been changed.");
    }
    const names left = differences_of(d->after, inspect(*db, &schema, bookkeeping_tables(*db, o)));
    if (!left.empty()) throw failure(outcome::database, "the database still differs: " + left[0]);
    out.good(db->name() + " now has the schema.");
    return out.finish(outcome::done);
}

}  // namespace squall::tool
