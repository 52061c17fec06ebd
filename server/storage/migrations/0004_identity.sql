ALTER TABLE `responses` ADD `choices` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `contact` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `views` ADD `person` text;--> statement-breakpoint
CREATE INDEX `views_by_person` ON `views` (`person`,`survey_id`) WHERE "views"."person" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `identity_secret` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `workspaces` SET `identity_secret` = lower(hex(randomblob(32)));
