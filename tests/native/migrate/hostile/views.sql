CREATE TABLE sale (id INTEGER PRIMARY KEY, total REAL NOT NULL, n INTEGER);
CREATE VIEW z AS SELECT * FROM sums;
CREATE VIEW sums AS -- a comment
SELECT count(*) AS n, sum(total) AS all_of_it, total * 2 AS twice, 'x;y' AS [a b] FROM sale GROUP BY id;
CREATE VIEW ends_in_comment AS SELECT 1 AS one -- the end
;
CREATE TABLE half (id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, c43, c44, c45, c46, c47, c48, c49, c50, c51, c52, c53, c54, c55, c56, c57, c58, c59);
CREATE VIEW wide_view AS SELECT a.c0 AS a0, b.c0 AS b0, a.c1 AS a1, b.c1 AS b1, a.c2 AS a2, b.c2 AS b2, a.c3 AS a3, b.c3 AS b3, a.c4 AS a4, b.c4 AS b4, a.c5 AS a5, b.c5 AS b5, a.c6 AS a6, b.c6 AS b6, a.c7 AS a7, b.c7 AS b7, a.c8 AS a8, b.c8 AS b8, a.c9 AS a9, b.c9 AS b9, a.c10 AS a10, b.c10 AS b10, a.c11 AS a11, b.c11 AS b11, a.c12 AS a12, b.c12 AS b12, a.c13 AS a13, b.c13 AS b13, a.c14 AS a14, b.c14 AS b14, a.c15 AS a15, b.c15 AS b15, a.c16 AS a16, b.c16 AS b16, a.c17 AS a17, b.c17 AS b17, a.c18 AS a18, b.c18 AS b18, a.c19 AS a19, b.c19 AS b19, a.c20 AS a20, b.c20 AS b20, a.c21 AS a21, b.c21 AS b21, a.c22 AS a22, b.c22 AS b22, a.c23 AS a23, b.c23 AS b23, a.c24 AS a24, b.c24 AS b24, a.c25 AS a25, b.c25 AS b25, a.c26 AS a26, b.c26 AS b26, a.c27 AS a27, b.c27 AS b27, a.c28 AS a28, b.c28 AS b28, a.c29 AS a29, b.c29 AS b29, a.c30 AS a30, b.c30 AS b30, a.c31 AS a31, b.c31 AS b31, a.c32 AS a32, b.c32 AS b32, a.c33 AS a33, b.c33 AS b33, a.c34 AS a34, b.c34 AS b34, a.c35 AS a35, b.c35 AS b35, a.c36 AS a36, b.c36 AS b36, a.c37 AS a37, b.c37 AS b37, a.c38 AS a38, b.c38 AS b38, a.c39 AS a39, b.c39 AS b39, a.c40 AS a40, b.c40 AS b40, a.c41 AS a41, b.c41 AS b41, a.c42 AS a42, b.c42 AS b42, a.c43 AS a43, b.c43 AS b43, a.c44 AS a44, b.c44 AS b44, a.c45 AS a45, b.c45 AS b45, a.c46 AS a46, b.c46 AS b46, a.c47 AS a47, b.c47 AS b47, a.c48 AS a48, b.c48 AS b48, a.c49 AS a49, b.c49 AS b49, a.c50 AS a50, b.c50 AS b50, a.c51 AS a51, b.c51 AS b51, a.c52 AS a52, b.c52 AS b52, a.c53 AS a53, b.c53 AS b53, a.c54 AS a54, b.c54 AS b54, a.c55 AS a55, b.c55 AS b55, a.c56 AS a56, b.c56 AS b56, a.c57 AS a57, b.c57 AS b57, a.c58 AS a58, b.c58 AS b58, a.c59 AS a59, b.c59 AS b59 FROM half a JOIN half b;
CREATE VIEW broken AS SELECT no_such FROM sale;
CREATE VIEW ')sql"; } static inline const int evil = 1; static constexpr void rest(renderer& out) { out << R"sql(' AS SELECT ')sql"; } int' AS one, '*/' AS "two\", 1 AS "??/" FROM sale;
INSERT INTO sale (total) VALUES (1.5);
-- probe SELECT * FROM z
-- probe SELECT * FROM broken
-- probe SELECT count(*), max(b59) FROM wide_view
