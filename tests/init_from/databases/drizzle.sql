-- What Drizzle Kit writes: small letters, backticks, integer timestamps, enums without a CHECK, its table of migrations.
CREATE TABLE `__drizzle_migrations` (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);
INSERT INTO `__drizzle_migrations` (hash, created_at) VALUES ('3f9a', 1700000000000);
CREATE TABLE `user` (`id` text PRIMARY KEY NOT NULL, `name` text NOT NULL, `email` text NOT NULL, `email_verified` integer DEFAULT false NOT NULL,
  `image` text, `created_at` integer DEFAULT (cast(unixepoch('subsecond') * 1000 as integer)) NOT NULL, `updated_at` integer NOT NULL);
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);
CREATE TABLE `session` (`id` text PRIMARY KEY NOT NULL, `expires_at` integer NOT NULL, `token` text NOT NULL, `ip_address` text,
  `user_id` text NOT NULL, FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade);
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);
CREATE INDEX `session_userId_idx` ON `session` (`user_id`);
CREATE TABLE `account` (`id` text PRIMARY KEY NOT NULL, `account_id` text NOT NULL, `provider_id` text NOT NULL, `user_id` text NOT NULL,
  `access_token` text, FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade);
CREATE TABLE `post` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL, `title` text NOT NULL, `status` text DEFAULT 'draft' NOT NULL,
  `score` real DEFAULT 0.5, `author_id` text NOT NULL, `meta` text, FOREIGN KEY (`author_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
  CONSTRAINT "status_known" CHECK("post"."status" in ('draft', 'in-review', 'published')));
CREATE INDEX `post_author_status` ON `post` (`author_id`,`status`);
CREATE TABLE `post_tag` (`post_id` integer NOT NULL, `tag` text NOT NULL, PRIMARY KEY(`post_id`, `tag`),
  FOREIGN KEY (`post_id`) REFERENCES `post`(`id`) ON UPDATE no action ON DELETE cascade);
