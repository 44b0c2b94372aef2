-- The shape of pubs: keys that are codes with a CHECK, money, royalties by range in a table without a key.
CREATE TABLE authors (au_id VARCHAR(11) NOT NULL PRIMARY KEY CHECK (au_id GLOB '[0-9][0-9][0-9]-*'), au_lname VARCHAR(40) NOT NULL,
  au_fname VARCHAR(20) NOT NULL, phone CHAR(12) NOT NULL DEFAULT 'UNKNOWN', state CHAR(2), contract BIT NOT NULL);
CREATE TABLE publishers (pub_id CHAR(4) NOT NULL PRIMARY KEY, pub_name VARCHAR(40), country VARCHAR(30) DEFAULT 'USA');
CREATE TABLE titles (title_id VARCHAR(6) NOT NULL PRIMARY KEY, title VARCHAR(80) NOT NULL, type CHAR(12) NOT NULL DEFAULT 'UNDECIDED',
  pub_id CHAR(4) REFERENCES publishers(pub_id), price MONEY, advance MONEY, notes VARCHAR(200), pubdate DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE titleauthor (au_id VARCHAR(11) REFERENCES authors(au_id), title_id VARCHAR(6) REFERENCES titles(title_id), au_ord TINYINT,
  royaltyper INT, PRIMARY KEY (au_id, title_id));
CREATE TABLE stores (stor_id CHAR(4) NOT NULL PRIMARY KEY, stor_name VARCHAR(40), zip CHAR(5));
CREATE TABLE sales (stor_id CHAR(4) NOT NULL REFERENCES stores(stor_id), ord_num VARCHAR(20) NOT NULL, ord_date DATETIME NOT NULL,
  qty SMALLINT NOT NULL, payterms VARCHAR(12) NOT NULL, title_id VARCHAR(6) REFERENCES titles(title_id), PRIMARY KEY (stor_id, ord_num, title_id));
CREATE TABLE roysched (title_id VARCHAR(6) NOT NULL REFERENCES titles(title_id), lorange INT, hirange INT, royalty INT);
CREATE TABLE discounts (discounttype VARCHAR(40) NOT NULL, stor_id CHAR(4) REFERENCES stores(stor_id), discount DEC(4,2) NOT NULL);
CREATE INDEX aunmind ON authors (au_lname, au_fname);
CREATE INDEX titleidind ON roysched (title_id);
CREATE VIEW titleview AS SELECT title, au_ord, au_lname, price, pub_id FROM authors, titles, titleauthor
  WHERE authors.au_id = titleauthor.au_id AND titles.title_id = titleauthor.title_id;
