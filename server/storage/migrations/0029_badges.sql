CREATE TABLE `badges` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`token` text NOT NULL,
	`label` text,
	`days` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `badges_by_token` ON `badges` (`token`);--> statement-breakpoint
CREATE INDEX `badges_by_survey` ON `badges` (`survey_id`,`created_at`,`id`);--> statement-breakpoint
ALTER TABLE `campaigns` ADD `edits` integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
-- Sending changes the row too, and is no change that anybody made.
CREATE TRIGGER campaigns_edited AFTER UPDATE OF plan, status ON campaigns
WHEN old.plan IS NOT new.plan OR old.status IS NOT new.status BEGIN
  UPDATE campaigns SET edits = edits + 1 WHERE id = new.id;
END;
