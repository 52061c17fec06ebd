CREATE TABLE `unkeyed_addresses` (
	`kind` text NOT NULL,
	`place` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`kind`, `place`, `name`)
);
--> statement-breakpoint
-- An address in ASCII is its key in lower case; `keyAddresses` goes through the others.
INSERT INTO unkeyed_addresses SELECT 'response', survey_id, id FROM responses WHERE respondent_email GLOB '*[^ -~]*';--> statement-breakpoint
INSERT INTO unkeyed_addresses SELECT 'view', survey_id, id FROM views WHERE email GLOB '*[^ -~]*';--> statement-breakpoint
INSERT INTO unkeyed_addresses SELECT 'recipient', campaign_id, email FROM recipients WHERE email GLOB '*[^ -~]*';
