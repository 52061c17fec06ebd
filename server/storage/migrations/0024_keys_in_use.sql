CREATE TABLE `write_probe` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `keys` ADD `last_used_at` integer;--> statement-breakpoint
CREATE INDEX `keys_by_workspace` ON `keys` (`workspace_id`,`created_at`,`hash`);--> statement-breakpoint
CREATE INDEX `workspaces_by_time` ON `workspaces` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `workspaces_by_database` ON `workspaces` (`database_url`);