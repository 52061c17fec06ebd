ALTER TABLE `workspaces` ADD `comments_kept_days` integer;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `answers_kept_days` integer;