ALTER TABLE `surveys` ADD `quota` integer;--> statement-breakpoint
ALTER TABLE `views` ADD `email` text;--> statement-breakpoint
CREATE INDEX `views_by_email` ON `views` (`email`,`survey_id`) WHERE "views"."email" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `quiet_days` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX responses_by_email ON responses (survey_id, lower(respondent_email), answered_at) WHERE respondent_email IS NOT NULL;
