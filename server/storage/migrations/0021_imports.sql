CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`file` text NOT NULL,
	`hash` text NOT NULL,
	`mapping` text NOT NULL,
	`edition` integer NOT NULL,
	`state` text NOT NULL,
	`read` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imports_by_time` ON `imports` (`survey_id`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `imports_by_content` ON `imports` (`survey_id`,`hash`) WHERE "imports"."state" <> 'taken back';--> statement-breakpoint
ALTER TABLE `responses` ADD `import_id` text;--> statement-breakpoint
ALTER TABLE `responses` ADD `import_edition` integer;--> statement-breakpoint
CREATE INDEX `responses_by_import` ON `responses` (`import_id`,`import_edition`) WHERE "responses"."import_id" IS NOT NULL;