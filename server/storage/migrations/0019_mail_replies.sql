ALTER TABLE `campaigns` ADD `trouble` text;--> statement-breakpoint
ALTER TABLE `recipients` ADD `unknowns` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `recipients` ADD `tried_at` integer;--> statement-breakpoint
ALTER TABLE `recipients` ADD `code` integer;--> statement-breakpoint
ALTER TABLE `recipients` ADD `said` text;