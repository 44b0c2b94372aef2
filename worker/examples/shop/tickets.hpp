#pragma once
// The support desk.
#include "customers.hpp"

namespace shop::tickets {

template <template <squall::fixed_string, class, auto...> class field>
struct conversation_fields {
    field<"id", std::int64_t> id{};
    field<"subject", std::string> subject{};
    field<"status", TicketStatus> status{};
    field<"messages", std::vector<schema::TicketMessage>> messages{};
};
using Conversation = squall::fields_of<conversation_fields>;

template <template <squall::fixed_string, class, auto...> class arg>
struct open_fields {
    arg<"customer_id", std::int64_t> customer_id{};
    arg<"order_id", std::optional<std::int64_t>> order_id{};
    arg<"subject", std::string, squall::not_blank> subject{};
};
squall::plan<schema::Ticket> open(squall::arguments<open_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct message_fields {
    arg<"ticket_id", std::int64_t> ticket_id{};
    arg<"author", Author> author{};
    arg<"body", std::string, squall::not_blank> body{};
    arg<"status", TicketStatus> status{};
};
/// Adds a message and leaves the ticket with a status. Errors: foreign_key (no such ticket).
squall::plan<schema::TicketMessage> write(squall::arguments<message_fields>&&);
squall::plan<std::optional<Conversation>> get(squall::arguments<id_fields>&&);

using functions = squall::function_list<open, write, get>;

}  // namespace shop::tickets
