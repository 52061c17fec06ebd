CREATE TABLE `floods` (
	`survey_id` text NOT NULL,
	`mark` text NOT NULL,
	`reason` text NOT NULL,
	`released` integer DEFAULT 0 NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `mark`)
);
--> statement-breakpoint
ALTER TABLE `responses` ADD `was_released` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `responses` ADD `origin` text;--> statement-breakpoint
CREATE INDEX `responses_by_reason` ON `responses` (`survey_id`,`held_reason`,`answered_at`,`channel`) WHERE "responses"."state" = 'held';--> statement-breakpoint
ALTER TABLE `surveys` ADD `identity_required` integer DEFAULT 0 NOT NULL;