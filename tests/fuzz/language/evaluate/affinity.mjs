// The affinity of a column by the declared type that a C++ type gets (https://www.sqlite.org/datatype3.html, 3.1).
export const COLUMN_AFFINITY = {
  integer: "INTEGER",
  bigint: "INTEGER",
  real: "REAL",
  text: "TEXT",
  enumeration: "TEXT",
  json: "TEXT",
  boolean: "NUMERIC", // BOOLEAN
  date: "NUMERIC", // DATE
  timestamp: "NUMERIC", // DATETIME
  stamp: "NUMERIC",
  seconds: "INTEGER",
  millis: "INTEGER",
  money: "INTEGER",
  label: "TEXT",
  blob: undefined,
};
