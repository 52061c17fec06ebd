CREATE TABLE `sightings` (
	`survey_id` text NOT NULL,
	`origin` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `origin`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
