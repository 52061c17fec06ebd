CREATE TABLE `sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`key_hash` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`key_hash`) REFERENCES `keys`(`hash`) ON UPDATE no action ON DELETE cascade
);
