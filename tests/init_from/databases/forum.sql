-- The shape of a question forum's public dump: PascalCase columns, types of SQL Server, votes without a key of their own.
CREATE TABLE Users (Id INTEGER PRIMARY KEY, DisplayName NVARCHAR(40), Reputation INTEGER NOT NULL DEFAULT 1, CreationDate TIMESTAMP,
  UpVotes INTEGER, AboutMe NVARCHAR(2147483647), AccountId INTEGER);
CREATE TABLE PostTypes (Id TINYINT PRIMARY KEY, Name TEXT NOT NULL);
CREATE TABLE Posts (Id INTEGER PRIMARY KEY, PostTypeId TINYINT REFERENCES PostTypes(Id), AcceptedAnswerId INTEGER, ParentId INTEGER REFERENCES Posts(Id),
  Score INTEGER, Body TEXT, OwnerUserId INTEGER REFERENCES Users(Id), Title TEXT, Tags TEXT, LastActivityDate TIMESTAMP);
CREATE INDEX posts_owner ON Posts (OwnerUserId, Score DESC);
CREATE INDEX posts_parent ON Posts (ParentId) WHERE ParentId IS NOT NULL;
CREATE TABLE Comments (Id INTEGER PRIMARY KEY, PostId INTEGER NOT NULL REFERENCES Posts(Id) ON DELETE CASCADE, Score INTEGER, "Text" TEXT, UserId INTEGER);
CREATE TABLE Votes (PostId INTEGER NOT NULL REFERENCES Posts(Id), VoteTypeId TINYINT NOT NULL, UserId INTEGER, CreationDate DATE);
CREATE TABLE Badges (UserId INTEGER NOT NULL REFERENCES Users(Id), Name TEXT COLLATE NOCASE NOT NULL, Date TIMESTAMP NOT NULL,
  PRIMARY KEY (UserId, Name, Date)) WITHOUT ROWID;
CREATE VIEW TopUsers AS SELECT u.Id, u.DisplayName, count(p.Id) AS Posts, avg(p.Score) AS Average FROM Users u LEFT JOIN Posts p ON p.OwnerUserId = u.Id GROUP BY u.Id;
