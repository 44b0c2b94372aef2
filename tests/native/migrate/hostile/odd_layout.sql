CREATE TABLE IF NOT EXISTS main . odd /* here */ ( -- first
	id   INTEGER   CONSTRAINT the_key   PRIMARY   KEY   ASC
,	[v w] TEXT NULL UNIQUE -- last of it
,	m INTEGER CONSTRAINT unused
,	n INTEGER
,	CONSTRAINT u UNIQUE ( [v w] , n ) CONSTRAINT c CHECK ( n <> 7 )  -- no comma between the two
,	CONSTRAINT f FOREIGN KEY ( n ) REFERENCES odd
);
CREATE TABLE copied AS SELECT id, [v w] || 'x' AS joined, n FROM odd;
CREATE TABLE bare(a,b,n);
INSERT INTO odd (id, [v w]) VALUES (1, 'v');
INSERT INTO bare VALUES (1, '1', 1.0);
-- probe INSERT INTO odd (id, [v w], n) VALUES (2, 'w', 7)
-- probe INSERT INTO odd (id, [v w], n) VALUES (2, 'v', 1)
-- probe INSERT INTO odd (id, [v w], n) VALUES (2, 'w', 5)
-- probe SELECT typeof(a), typeof(b), typeof(n) FROM bare
