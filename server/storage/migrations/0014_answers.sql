CREATE TABLE `answer_index` (
	`key` integer PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`terms` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_index_by_id` ON `answer_index` (`survey_id`,`id`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`state` text,
	`owner` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `id`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`response_id` text NOT NULL,
	`email` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `replies_by_response` ON `replies` (`survey_id`,`response_id`,`sent_at`);--> statement-breakpoint
CREATE TABLE `unindexed_answers` (
	`seq` integer PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`id` text NOT NULL
);
--> statement-breakpoint
-- The terms are exact tokens already, so the tokenizer only splits them at spaces.
CREATE VIRTUAL TABLE answer_words USING fts5(terms, content='answer_index', content_rowid='key', detail=none, tokenize='ascii');
--> statement-breakpoint
-- Erased words must leave the index at once, not when its segments are merged.
INSERT INTO answer_words (answer_words, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER answer_index_added AFTER INSERT ON answer_index BEGIN
  INSERT INTO answer_words (rowid, terms) VALUES (new.key, new.terms);
END;
--> statement-breakpoint
CREATE TRIGGER answer_index_removed AFTER DELETE ON answer_index BEGIN
  INSERT INTO answer_words (answer_words, rowid, terms) VALUES ('delete', old.key, old.terms);
END;
--> statement-breakpoint
CREATE TRIGGER responses_to_index AFTER INSERT ON responses BEGIN
  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);
END;
--> statement-breakpoint
CREATE TRIGGER responses_to_reindex AFTER UPDATE ON responses BEGIN
  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);
END;
--> statement-breakpoint
CREATE TRIGGER responses_unindexed AFTER DELETE ON responses BEGIN
  DELETE FROM answer_index WHERE survey_id = old.survey_id AND id = old.id;
  DELETE FROM follow_ups WHERE survey_id = old.survey_id AND id = old.id;
  DELETE FROM replies WHERE survey_id = old.survey_id AND response_id = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER follow_ups_added AFTER INSERT ON follow_ups BEGIN
  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);
END;
--> statement-breakpoint
CREATE TRIGGER follow_ups_changed AFTER UPDATE ON follow_ups BEGIN
  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);
END;
--> statement-breakpoint
-- The newest are read first, so that they can be found while older ones are still waiting.
INSERT INTO unindexed_answers (survey_id, id) SELECT survey_id, id FROM responses ORDER BY answered_at;
