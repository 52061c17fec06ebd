CREATE TABLE `tag_samples` (
	`survey_id` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`id` text NOT NULL,
	`place` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `id`, `drawn_at`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `workspaces` ADD `account_property` text;
--> statement-breakpoint
CREATE TRIGGER tag_samples_erased BEFORE DELETE ON responses BEGIN
  DELETE FROM tag_samples WHERE survey_id = old.survey_id AND id = old.id;
END;
