CREATE TABLE `survey_drafts` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`definition` text NOT NULL,
	`version` integer NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `surveys` ADD `paused_at` integer;