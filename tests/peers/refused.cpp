// What has no form, and why.
#include "peers.hpp"

void peers::refused_cases() {
    refused("insert: OR REPLACE, REPLACE INTO", "deletes first, so foreign keys cascade; use on_conflict(...).do_update(...)");
    refused_by_d1("insert and update: OR FAIL, OR ROLLBACK", "D1 runs statements in transactions of its own; use on_conflict() and guards");
    refused_by_d1("interactive transactions", "D1 has none; a batch with guards is one transaction");
    refused_by_d1("savepoints", "D1 refuses SAVEPOINT");
    refused_by_d1("temporary tables", "D1 refuses them");
    refused("names of tables and columns known at run time", "SQL is constant; choice<...> chooses between statements");
    refused("CREATE TABLE AS", "tables are declared, and changed by migrations");
    refused_by_d1("ATTACH, VACUUM", "D1 refuses them");
}
