ALTER TABLE `surveys` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `surveys` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `surveys_deleted` ON `surveys` (`deleted_at`) WHERE "surveys"."deleted_at" IS NOT NULL;