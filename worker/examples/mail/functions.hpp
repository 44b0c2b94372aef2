#pragma once
// What the mail example offers: db.mailboxes and db.messages.
#include "schema.hpp"
#include "squall/squall.hpp"

namespace mail {

namespace mailboxes {

template <template <squall::fixed_string, class, auto...> class arg>
struct id_fields {
    arg<"id", std::string> id{};
};
/// Opens a mailbox. Errors: conflict (there is one).
squall::plan<schema::Mailbox> create(squall::arguments<id_fields>&&);
/// The mailbox and how many messages it has, or null.
squall::plan<std::optional<schema::Mailbox>> get(squall::arguments<id_fields>&&);

using functions = squall::function_list<create, get>;

}  // namespace mailboxes

namespace messages {

template <template <squall::fixed_string, class, auto...> class arg>
struct deliver_fields {
    arg<"id", std::int64_t> id{};
    arg<"mailbox_id", std::string> mailbox_id{};
    arg<"subject", std::string> subject{};
    arg<"body", std::string> body{};
};
/// Puts a message into a mailbox. Errors: conflict (the number is taken), foreign_key (there is no such mailbox).
squall::plan<schema::Message> deliver(squall::arguments<deliver_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct rewrite_fields {
    arg<"id", std::int64_t> id{};
    arg<"body", std::string> body{};
};
/// Another text for a draft. Errors: not_found.
squall::plan<schema::Message> rewrite(squall::arguments<rewrite_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct number_fields {
    arg<"id", std::int64_t> id{};
};
/// False when there was none.
squall::plan<bool> discard(squall::arguments<number_fields>&&);

template <template <squall::fixed_string, class, auto...> class field>
struct found_message_fields {
    field<"id", std::int64_t> id{};
    field<"subject", std::optional<std::string>> subject{};
    field<"excerpt", std::optional<std::string>> excerpt{};
    field<"rank", double> rank{};
};
using found_message = squall::fields_of<found_message_fields>;
template <template <squall::fixed_string, class, auto...> class arg>
struct search_fields {
    arg<"mailbox_id", std::string> mailbox_id{};
    arg<"text", std::string> text{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::between<1, 100>> limit{};
};
/// The messages of a mailbox that have every word of a typed text, best first: the subject with the words in brackets,
/// and what stands around them in the body. Any text may be typed.
squall::plan<std::vector<found_message>> search(squall::arguments<search_fields>&&);

using functions = squall::function_list<deliver, rewrite, discard, search>;

}  // namespace messages

using all_functions = squall::joined_lists<mailboxes::functions, messages::functions>::type;

}  // namespace mail
