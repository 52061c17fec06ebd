CREATE TABLE `link_secrets` (
	`secret` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
