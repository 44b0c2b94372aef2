#include "functions.hpp"

#include "squall/squall.hpp"

namespace mail {

using namespace squall;

namespace mailboxes {

using schema::mailboxes;

plan<schema::Mailbox> create(arguments<id_fields>&& args) {
    constexpr auto insert = insert_into(mailboxes).set(mailboxes.id).returning(mailboxes);
    return single<schema::Mailbox>(insert, args);
}
plan<std::optional<schema::Mailbox>> get(arguments<id_fields>&& args) {
    constexpr auto query = select(mailboxes).from(mailboxes).where(mailboxes.id == param<"id">);
    return single<std::optional<schema::Mailbox>>(query, args);
}

}  // namespace mailboxes

namespace messages {

using schema::message_search;
using schema::messages;

plan<schema::Message> deliver(arguments<deliver_fields>&& args) {
    constexpr auto insert = insert_into(messages)
                                .set(messages.id, messages.mailbox_id, messages.subject, messages.body, messages.received_at = param<"now">)
                                .returning(messages);
    return single<schema::Message>(insert, args);
}

plan<schema::Message> rewrite(arguments<rewrite_fields>&& args) {
    constexpr auto change = update(messages).set(messages.body).where(messages.id == param<"id">).returning(messages);
    return single<schema::Message>(change, args);
}

plan<bool> discard(arguments<number_fields>&& args) {
    constexpr auto removal = delete_from(messages).where(messages.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

plan<std::vector<found_message>> search(arguments<search_fields>&& args) {
    constexpr auto query = select_into<found_message>(messages.id, as<"subject">(highlight<"subject", "[", "]">(message_search)),
                                                      as<"excerpt">(snippet<"body", "[", "]">(message_search)), message_search.rank)
                               .from(message_search)
                               .join(messages, messages.id == message_search.rowid)
                               .where(matches(message_search, param<"query">) && messages.mailbox_id == param<"mailbox_id">)
                               .order_by(message_search.rank, messages.id.desc())
                               .limit(param<"limit">);
    plan<std::vector<found_message>> p{args};
    if (p.refused()) return p;
    p.take(query, inputs{args, bind<"query">(p.keep(full_text_query(p.text(args.text))))});
    return p;
}

}  // namespace messages

}  // namespace mail
