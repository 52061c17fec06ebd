CREATE TABLE `keys` (
	`hash` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `responses` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`survey_version` integer NOT NULL,
	`revision` integer NOT NULL,
	`write_key_hash` text NOT NULL,
	`rating` integer NOT NULL,
	`comment` text,
	`respondent_id` text,
	`respondent_email` text,
	`respondent_name` text,
	`respondent_verified` integer NOT NULL,
	`properties` text,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`answered_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `id`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "responses_rating" CHECK(typeof("responses"."rating") = 'integer'),
	CONSTRAINT "responses_state" CHECK("responses"."state" in ('counted', 'held', 'test'))
);
--> statement-breakpoint
CREATE INDEX `responses_by_time` ON `responses` (`survey_id`,`answered_at`,`id`);--> statement-breakpoint
CREATE TABLE `survey_versions` (
	`survey_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `version`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`status` text NOT NULL,
	`metric` text NOT NULL,
	`scale` text NOT NULL,
	`min` integer NOT NULL,
	`max` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "surveys_status" CHECK("surveys"."status" in ('draft', 'live', 'closed'))
);
--> statement-breakpoint
CREATE INDEX `surveys_by_workspace` ON `surveys` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `views` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`shown_at` integer NOT NULL,
	`dismissed_at` integer,
	PRIMARY KEY(`survey_id`, `id`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `views_by_time` ON `views` (`survey_id`,`shown_at`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`allowed_origins` text NOT NULL,
	`timezone` text NOT NULL,
	`created_at` integer NOT NULL
);
