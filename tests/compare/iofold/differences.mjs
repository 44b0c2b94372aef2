// Why an answer or a database differs from the application's own, by the name that the calls use. docs/guide/iofold.md lists them.
export const reasons = {
  "job-transitions":
    "a finished job stays as it is: complete and fail return its row, any other transition is guard_failed",
  "unknown-row": "a write to a row that does not exist is not_found; it was silent",
  "unused-forms": "forms of updateJobStatus that no caller uses: each state is set by its own function, whole",
  "checked-values": "a value that the schema does not allow is invalid_argument; it was stored, or matched nothing",
  "missing-parent": "a parent that does not exist is foreign_key, which the handler answers with 404; it was 500",
  "taken-key": "a taken key is conflict, which the handler answers with 409; it was 500",
  limits: "a limit outside the function's range is refused; it was passed to SQLite",
  "null-result": "complete(null) stores NULL; it stored the text null, which is read as null too",
  "empty-variables":
    "a version without variables has an empty list; it had NULL, which the handlers read as an empty list",
  instants: "a filter by date compares instants; it compared texts, in which a space stands before a T",
  "still-referred": "a row that is still referred to is foreign_key, which the handler answers with 409; it was 500",
  "undefined-is-stored": "complete without a result stores none; it failed in D1",
  "feedback-without-agent": "feedback without an agent can be changed and deleted; it was 404",
  "null-rating": "null for a rating is invalid_argument; it was 500",
  "json-spacing": "a JSON column that is read and written again loses its spacing",
  "changes-count": "a count is of the rows that the call names; it included rows that went by ON DELETE CASCADE",
  "never-worked": "the application's statement names columns that exist nowhere: it always failed",
};
