CREATE TABLE `mail_days` (
	`workspace_id` text NOT NULL,
	`day` integer NOT NULL,
	`sent` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `day`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `link_keys` (
	`workspace_id` text NOT NULL,
	`salt` text NOT NULL,
	`created_at` integer NOT NULL,
	`older_end_at` integer,
	PRIMARY KEY(`workspace_id`, `salt`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `link_secrets` ADD `older_end_at` integer;--> statement-breakpoint
ALTER TABLE `responses` ADD `verified_fields` text;--> statement-breakpoint
ALTER TABLE `views` ADD `person_verified` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `email_verified` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `signatures` text DEFAULT 'ids' NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `mail_from` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `mails_a_day` integer;
--> statement-breakpoint
-- Signed and claimed answers of one name are different people's: which of them counts is decided apart.
DROP INDEX responses_by_person;--> statement-breakpoint
CREATE INDEX responses_by_person ON responses (survey_id, coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)), respondent_verified, answered_at, id, state, channel, rating, comment IS NOT NULL)
WHERE coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) IS NOT NULL;--> statement-breakpoint
-- A quota that strangers filled still has room for as many verified answers.
CREATE INDEX responses_verified ON responses (survey_id, answered_at) WHERE respondent_verified = 1 AND state = 'counted';
