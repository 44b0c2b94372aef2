#pragma once
// Authors: db.authors in the client.
#include "schema/schema.hpp"
#include "squall/squall.hpp"

namespace app::authors {

template <template <squall::fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"email", std::string, squall::not_blank> email{};
};
/// Adds an author. Errors: conflict (the address is taken).
squall::plan<schema::Author> create(squall::arguments<create_fields>&&);

using functions = squall::function_list<create>;

}  // namespace app::authors
