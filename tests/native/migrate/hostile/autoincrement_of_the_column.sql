CREATE TABLE `member` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL, `mail` text NOT NULL, `made` integer DEFAULT (unixepoch('2026-01-01')) NOT NULL, `score` real DEFAULT 0 NOT NULL);
CREATE UNIQUE INDEX `member_mail_unique` ON `member` (`mail`);
INSERT INTO member (mail) VALUES ('a'), ('b'), ('gone');
DELETE FROM member WHERE mail = 'gone';
-- probe INSERT INTO member (mail) VALUES ('a')
-- probe INSERT INTO member (mail) VALUES ('c')
-- probe SELECT id, mail, made, score, typeof(score) FROM member
