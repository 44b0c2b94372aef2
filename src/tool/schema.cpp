#include "schema.hpp"

#include "schema/schema.hpp"

namespace squall::tool {

const migrate::declared_schema& the_schema() {
    static const migrate::declared_schema all = migrate::declare(iofold::schema::tables, iofold::schema::views);
    return all;
}

}  // namespace squall::tool
