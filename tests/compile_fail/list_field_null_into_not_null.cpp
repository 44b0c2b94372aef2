// expect: squall: a value that may be null is assigned to a NOT NULL column
#include "programs.hpp"

constexpr auto item = rows<"items", users.id, typed_field<"email", std::optional<std::string>>>;
constexpr auto text = text_of(insert_into(users).set_each(item));
