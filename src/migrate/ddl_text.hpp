#pragma once
// The shapes as CREATE statements, without semicolons: the text that a shape has kept, else the text that include/squall/sql/ddl.hpp makes
// of the declarations.
#include "snapshot.hpp"

namespace squall::migrate {

std::string create_table_text(const table_shape& t);
std::string create_index_text(const index_shape& i, const std::string& table);
/// The same without regard to how it was once written.
std::string index_meaning(const index_shape& i, const std::string& table);
std::string create_view_text(const view_shape& v);
std::string create_full_text_text(const full_text_shape& f);
/// The three triggers with which a declaration keeps an index in step.
names full_text_triggers(const full_text_shape& f);
/// Refills the index from its table.
std::string fill_full_text(const full_text_shape& f);
/// A column as it stands in CREATE TABLE and in ALTER TABLE … ADD COLUMN.
std::string column_text(const table_shape& t, const column_shape& c);
/// "agents(id) ON DELETE CASCADE".
std::string reference_text(const foreign_key& k);

}  // namespace squall::migrate
