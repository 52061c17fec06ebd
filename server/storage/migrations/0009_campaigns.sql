CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`status` text NOT NULL,
	`plan` text NOT NULL,
	`next_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_status" CHECK("campaigns"."status" in ('draft', 'running', 'paused', 'finished', 'cancelled'))
);
--> statement-breakpoint
CREATE INDEX `campaigns_by_workspace` ON `campaigns` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `campaigns_running` ON `campaigns` (`next_at`) WHERE "campaigns"."status" = 'running';--> statement-breakpoint
CREATE TABLE `recipients` (
	`campaign_id` text NOT NULL,
	`email` text NOT NULL,
	`address` text NOT NULL,
	`workspace_id` text NOT NULL,
	`survey_id` text NOT NULL,
	`name` text,
	`respondent_id` text,
	`language` text,
	`timezone` text,
	`properties` text,
	`invitation` text NOT NULL,
	`response_id` text NOT NULL,
	`duplicates` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`mails` integer NOT NULL,
	`last_sent_at` integer,
	PRIMARY KEY(`campaign_id`, `email`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recipients_state" CHECK("recipients"."state" in ('queued', 'sending', 'sent', 'skipped', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `recipients_due` ON `recipients` (`campaign_id`,`due_at`) WHERE "recipients"."state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX `recipients_by_email` ON `recipients` (`workspace_id`,`email`);--> statement-breakpoint
CREATE INDEX `recipients_by_id` ON `recipients` (`workspace_id`,`respondent_id`) WHERE "recipients"."respondent_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `suppressions` (
	`workspace_id` text NOT NULL,
	`email` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `email`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
