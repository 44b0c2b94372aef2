#pragma once
// Mailboxes, their messages, and the index that a search goes through.
#include "squall/squall.hpp"

namespace mail::schema {

using squall::default_sql;
using squall::on_delete_cascade;
using squall::primary_key;
using squall::references;

template <template <squall::fixed_string, class, auto...> class column>
struct mailboxes_table {
    column<"id", std::string, primary_key> id{};
    column<"message_count", std::int64_t, default_sql<"0">> message_count{};
};
inline constexpr squall::table<mailboxes_table, "mailboxes"> mailboxes;
using Mailbox = squall::row_of<mailboxes>;

template <template <squall::fixed_string, class, auto...> class column>
struct messages_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"mailbox_id", std::string, references<"mailboxes", "id">, on_delete_cascade> mailbox_id{};
    column<"subject", std::string> subject{};
    column<"body", std::string> body{};
    column<"received_at", squall::timestamp> received_at{};
};
inline constexpr squall::table<messages_table, "messages"> messages;
using Message = squall::row_of<messages>;

/// Accents do not count: "cafe" finds "Café".
inline constexpr squall::full_text<messages, "message_search", "unicode61 remove_diacritics 2", "subject", "body"> message_search;

inline constexpr auto count_new =
    squall::after_insert<"count_new_message", messages>(squall::update(mailboxes)
                                                            .set(mailboxes.message_count = mailboxes.message_count + squall::literal<1>)
                                                            .where(mailboxes.id == squall::new_row<messages>.mailbox_id));
inline constexpr auto count_gone =
    squall::after_delete<"count_gone_message", messages>(squall::update(mailboxes)
                                                             .set(mailboxes.message_count = mailboxes.message_count - squall::literal<1>)
                                                             .where(mailboxes.id == squall::old_row<messages>.mailbox_id));

inline constexpr squall::relation_list<mailboxes, messages> tables;
inline constexpr squall::relation_list<message_search, count_new, count_gone> others;

}  // namespace mail::schema

template <>
inline constexpr auto squall::constraints_of<mail::schema::messages> = [] {
    using namespace mail::schema;
    return constraints(index<"idx_messages_mailbox_id">(messages.mailbox_id));
}();
