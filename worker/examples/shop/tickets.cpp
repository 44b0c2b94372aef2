#include "tickets.hpp"

namespace shop::tickets {

using namespace squall;
using schema::ticket_messages;
using schema::tickets;

plan<schema::Ticket> open(arguments<open_fields>&& args) {
    return single<schema::Ticket>(insert_into(tickets).set(tickets.customer_id, tickets.order_id, tickets.subject).returning(tickets),
                                  args);
}

plan<schema::TicketMessage> write(arguments<message_fields>&& args) {
    constexpr auto leave = update(tickets).set(tickets.status).where(tickets.id == param<"ticket_id">);
    constexpr auto insert =
        insert_into(ticket_messages)
            .set(ticket_messages.ticket_id, ticket_messages.author, ticket_messages.body, ticket_messages.sent_at = param<"now">)
            .returning(ticket_messages);
    plan<schema::TicketMessage> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(leave, in);
    p.take(insert, in);
    return p;
}

plan<std::optional<Conversation>> get(arguments<id_fields>&& args) {
    constexpr auto query =
        select_into<Conversation>(
            tickets.id, tickets.subject, tickets.status,
            as<"messages">(nested_rows(
                select(ticket_messages).from(ticket_messages).where(ticket_messages.ticket_id == tickets.id).order_by(ticket_messages.id))))
            .from(tickets)
            .where(tickets.id == param<"id">);
    return single<std::optional<Conversation>>(query, args);
}

}  // namespace shop::tickets
