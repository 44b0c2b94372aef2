// Mutants of src/core and bindings/sqlite.
const of = (room, folder, killers) => (id, file, means, find, put, more) => ({
  id,
  room,
  file: `${folder}/${file}`,
  means,
  find,
  put,
  killers,
  ...more,
});
const m = of("core", "src/core", ["native", "cases"]);
const sqlite = of("sqlite", "bindings/sqlite", ["native", "migrate", "cases"]);

export const core = [
  // ---- arguments ----
  m("C01", "check_arguments.cpp", "a real -0 stays -0", "real_value(n + 0.0)", "real_value(n)"),
  m(
    "C02",
    "check_arguments.cpp",
    "integers of C++ callers beyond 2^53 are refused",
    "if (is_integer && v.type == value_type::number && std::fabs(n)",
    "if (is_integer && std::fabs(n)",
  ),
  m("C03", "check_arguments.cpp", "a date may have a time behind it", "given.size() != 10 || !read_moment", "!read_moment"),
  m(
    "C04",
    "check_arguments.cpp",
    "the check writes into the items of the caller",
    "auto* items = reinterpret_cast<value*>(texts_",
    "return const_cast<value*>(v.items);\n        auto* items = reinterpret_cast<value*>(texts_",
  ),
  m(
    "C05",
    "check_arguments.cpp",
    "a blank text is refused only where it is trimmed as well",
    "if (spec.is_trimmed || spec.not_blank) {",
    "if (spec.is_trimmed) {",
  ),
  m(
    "C17",
    "check_arguments.cpp",
    "an unreadable item of a list is told as null",
    'if (items[i].type == value_type::unreadable) return refuse(spec, path, "could not be read");',
    'if (items[i].type == value_type::unreadable) return refuse(spec, path, "must not hold null or undefined");',
  ),
  m("K01", "check_arguments.cpp", "the highest number allowed is refused", "n > spec.most)", "n >= spec.most)"),
  m("K02", "check_arguments.cpp", "the lowest number allowed is refused", "(n < spec.least ||", "(n <= spec.least ||"),
  m(
    "K03",
    "check_arguments.cpp",
    "the beginning of an enumeration's value is taken",
    "if (spec.type->values[i] == given)",
    "if (spec.type->values[i].starts_with(given))",
  ),
  m(
    "K04",
    "check_arguments.cpp",
    "an array is taken where an object must be",
    "(inner.empty() || inner.front() != spec.json_opening)",
    "inner.empty()",
  ),
  m(
    "K05",
    "check_arguments.cpp",
    "a tenant that is null or undefined means any",
    'if (spec.is_tenant) return refuse(spec, path, "must not be undefined or null; leave the name out to mean any");',
    "",
  ),
  m(
    "K06",
    "check_arguments.cpp",
    "null in a patch keeps what is stored",
    'if (in_patch) return refuse(spec, path, "must not be null; leave it out to keep what is stored");',
    "",
  ),
  m("K07", "check_arguments.cpp", "a list of one item too many is taken", "v.size > spec.most))", "v.size > spec.most + 1))"),

  // ---- plans ----
  m("C06", "plan.cpp", "has_duplicates(list, field) looks at the first field", "items[field].view()", "items[0].view()"),
  m("C07", "plan.cpp", "the third key of a page is not bound", "if (key_count > 2) third = (*keys)[2];", ""),
  m("K08", "plan.cpp", "a page reads no row beyond itself, so no page follows", "limit.integer() + 1)", "limit.integer())"),
  m("K09", "plan.cpp", "a plan that writes says it only reads", "if (s.statement->writes) return true;", ""),
  m(
    "K10",
    "plan.cpp",
    "only neighbours of a list count as duplicates",
    "texts.push_back(list.item(i).view());\n    std::sort(texts.begin(), texts.end());",
    "texts.push_back(list.item(i).view());",
  ),
  m(
    "K11",
    "plan.cpp",
    "after a row whose key is null the condition for values is chosen",
    "first_is_null = boolean_value(true);",
    "first_is_null = boolean_value(false);",
  ),
  m("K12", "plan.cpp", "a flag that is false chooses its piece", "if (v.given() && !is_false)", "if (v.given())"),
  m("K13", "plan.cpp", "the clock is asked again within one plan", "if (!now_ms_) now_ms_ = host::now_ms();", "now_ms_ = host::now_ms();"),

  // ---- cursors ----
  m(
    "C08",
    "cursor.cpp",
    "bits left over in the last letter of a cursor are taken",
    "return (group & ((1U << bits) - 1)) == 0;",
    "return true;",
  ),
  m("K14", "cursor.cpp", "a cursor of another list is taken", "std::uint32_t hash = list;", "std::uint32_t hash = 0;"),
  m("K15", "cursor.cpp", "a cursor with more keys is taken", "if (keys.size() != key_count) return std::nullopt;", ""),
  m("K16", "cursor.cpp", "the last digit of a real key is lost", "shift >= 0; shift -= 4", "shift > 0; shift -= 4"),
  m(
    "K17",
    "cursor.cpp",
    "a key may be longer than what is there",
    "if (size > rest.size() - colon - 1) return std::nullopt;",
    "",
  ),

  // ---- errors ----
  m("C09", "error.cpp", '"PRIMARY KEY must be unique" is no conflict', ' || has(text, "PRIMARY KEY must be unique")', ""),
  m(
    "C10",
    "error.cpp",
    '"Wrong number of parameter bindings" is no limit',
    '{"Wrong number of parameter bindings", fault::limit},',
    "",
  ),
  m(
    "C11",
    "error.cpp",
    "of two texts the last counts: overloaded wins over transient",
    "beyond what the database takes\";\n            break;",
    "beyond what the database takes\";",
  ),
  m("K18", "error.cpp", "the code that D1 appends is part of a column's name", 'return rest.substr(0, rest.find(": SQLITE_"));', "return rest;"),
  m("K19", "error.cpp", "a missing reference is a conflict", "e.kind = error_kind::foreign_key;", "e.kind = error_kind::conflict;"),
  m(
    "K20",
    "error.cpp",
    "an overloaded database is worth another try",
    "e.retryable = known.what == fault::transient;",
    "e.retryable = known.what != fault::limit;",
  ),
  m(
    "K21",
    "error.cpp",
    "a function's name in a CHECK is told as a column",
    "if (end != detail.npos && end > 0 && detail[end] == ' ')",
    "if (end != detail.npos && end > 0)",
  ),
  m("K22", "error.cpp", "the slot of a guard is its last digit", "e.slot * 10 + (c - '0')", "(c - '0')"),

  // ---- JSON ----
  m(
    "C12",
    "json_text.cpp",
    "a sorted list is never split",
    "if (lists.empty() || lists.back().text.size() > longest_list_text) {",
    "if (lists.empty()) {",
  ),
  m(
    "C13",
    "json_text.cpp",
    "a text that is given twice stands twice in a sorted list",
    "all.erase(std::unique(all.begin(), all.end()), all.end());",
    "",
  ),
  m("K23", "json_text.cpp", "a backslash is not escaped", "c != '\"' && c != '\\\\') continue;", "c != '\"') continue;"),
  m(
    "K24",
    "json_text.cpp",
    "a list of rows is never split",
    "if (open_ && texts_.back().size() + text.size() + 2 > longest_list_text) {",
    "if (false) {",
  ),
  m("K25", "json_text.cpp", "true is stored as 0", 'v.integer != 0 ? "1" : "0"', 'v.integer != 0 ? "0" : "1"'),
  m(
    "K26",
    "nested_cells.cpp",
    "a quote behind a backslash ends a string within a document",
    "if (*at_ == '\\\\' && in_string && at_ + 1 < end_)",
    "if (false)",
  ),
  m("K27", "nested_cells.cpp", "an escaped control character loses its last digit", "at_ + 1, at_ + 5, code, 16", "at_ + 1, at_ + 4, code, 16"),

  // ---- cells ----
  m("C14", "answer.cpp", "a real as text has 15 digits", '"%.17g"', '"%.15g"'),
  m("K28", "answer.cpp", "2^63 overflows an integer", "*real >= beyond ?", "*real > beyond ?"),
  m("K29", "answer.cpp", "the text 0x1 is true", 'if (number == "0x" || number == "0X") return false;', ""),
  m(
    "K30",
    "answer.cpp",
    "an integer key of a page is kept as a real",
    "return integer_value(*integer);\n    if (const auto* real = std::get_if<double>(&c)) return real_value(*real);",
    "return real_value(static_cast<double>(*integer));\n    if (const auto* real = std::get_if<double>(&c)) return real_value(*real);",
  ),

  // ---- texts and times ----
  m("C15", "text.cpp", "second 60 is taken", "second > 59)", "second > 60)"),
  m("C16", "text.cpp", "a zone of any minutes is taken", " || zone_hour > 23 || zone_minute > 59)", " || zone_hour > 23)"),
  m("K31", "text.cpp", "hour 24 is taken", "hour > 23 || minute", "hour > 24 || minute"),
  m("K32", "text.cpp", "a zone is added, not taken away", "ms -= sign *", "ms += sign *"),
  m("K33", "text.cpp", "moments before 1970 are a day late", "if (rest < 0) --day_count, rest += 86400000;", "if (rest < 0) rest += 86400000;"),
  m("K34", "text.cpp", "an ideographic space is no white space", "if (a == 0xe3 && b == 0x80 && c == 0x80) return 3;", ""),
  m("K35", "text.cpp", "white space at the end is kept", "while (const std::size_t n = space_before_end(text)) text.remove_suffix(n);", ""),

  // ---- native SQLite ----
  sqlite("L01", "sqlite_database.cpp", "references are not checked", "PRAGMA foreign_keys = on", "PRAGMA foreign_keys = off"),
  sqlite("L02", "sqlite_database.cpp", "a locked database is not worth a retry", "e.retryable = true;", "e.retryable = false;"),
  sqlite(
    "L03",
    "sqlite_database.cpp",
    "a batch that fails is not undone",
    'if (begun_ && !done_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);',
    "",
  ),
  sqlite(
    "L04",
    "sqlite_database.cpp",
    "a guard does not say which function of a batch it belongs to",
    "const std::string slot = std::to_string(i);",
    'const std::string slot = "0";',
  ),
  sqlite("L05", "sqlite_database.cpp", "text ends at a NUL", "v.size, SQLITE_TRANSIENT, SQLITE_UTF8", "std::strlen(v.text == nullptr ? \"\" : v.text), SQLITE_TRANSIENT, SQLITE_UTF8"),
  sqlite("L06", "sqlite_database.cpp", "a statement that is too long is an internal error", "code == SQLITE_TOOBIG)", "code == SQLITE_CORRUPT)"),
  sqlite("L07", "sqlite_database.cpp", "a row that must be there may be missing in a batch", "if (guarded && s.is_answer &&", "if (false && s.is_answer &&"),
  sqlite("L08", "sqlite_database.cpp", "a stored text ends at a NUL", "return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(s, i)));", "return std::string(text);"),
  sqlite("L09", "sqlite_database.cpp", "another connection's lock is not waited for", "sqlite3_busy_timeout(db, 5000);", ""),
];
