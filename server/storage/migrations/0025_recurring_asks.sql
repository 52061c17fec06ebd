CREATE TABLE `asks` (
	`campaign_id` text NOT NULL,
	`email` text NOT NULL,
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`invitation` text NOT NULL,
	`response_id` text NOT NULL,
	`mails` integer NOT NULL,
	`asked_at` integer,
	`last_sent_at` integer,
	PRIMARY KEY(`workspace_id`, `invitation`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `asks_by_recipient` ON `asks` (`campaign_id`,`email`);--> statement-breakpoint
CREATE INDEX `asks_by_response` ON `asks` (`survey_id`,`response_id`);--> statement-breakpoint
ALTER TABLE `recipients` ADD `asked_at` integer;--> statement-breakpoint
ALTER TABLE `recipients` ADD `next_ask_at` integer;--> statement-breakpoint
CREATE INDEX `recipients_by_next_ask` ON `recipients` (`campaign_id`,`next_ask_at`) WHERE "recipients"."next_ask_at" IS NOT NULL;--> statement-breakpoint
CREATE TRIGGER `asks_go_with_recipients` AFTER DELETE ON `recipients` BEGIN
  DELETE FROM asks WHERE campaign_id = old.campaign_id AND email = old.email;
END;
