CREATE TABLE `visits` (
	`survey_id` text NOT NULL,
	`response_id` text NOT NULL,
	`id` text NOT NULL,
	`seq` integer NOT NULL,
	`step` integer NOT NULL,
	`scripted` integer NOT NULL,
	`mark` text,
	`offered` integer,
	`rating` integer,
	`said` text,
	`sign` text,
	`signed_at` integer,
	`opened_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `response_id`, `id`)
);
--> statement-breakpoint
ALTER TABLE `responses` ADD `held_reason` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `ruling` text;--> statement-breakpoint
CREATE INDEX `responses_held` ON `responses` (`survey_id`,`answered_at`,`id`) WHERE "responses"."held_reason" IS NOT NULL;--> statement-breakpoint
-- What somebody said goes with their response, whoever deletes it.
CREATE TRIGGER responses_forgotten AFTER DELETE ON responses BEGIN
  DELETE FROM visits WHERE survey_id = old.survey_id AND response_id = old.id;
END;
