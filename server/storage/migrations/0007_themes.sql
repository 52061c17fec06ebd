CREATE TABLE `codebook_texts` (
	`hash` text PRIMARY KEY NOT NULL,
	`codebook` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `codebooks` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`codebook` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `codebooks_by_workspace` ON `codebooks` (`workspace_id`,`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `hand_tags` (
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`themes` text NOT NULL,
	`tagged_at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `id`),
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `theme_counts` (
	`edition` integer NOT NULL,
	`property` text NOT NULL,
	`value` text NOT NULL,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`about` text NOT NULL,
	`c0` integer NOT NULL,
	`c1` integer NOT NULL,
	`c2` integer NOT NULL,
	`c3` integer NOT NULL,
	`c4` integer NOT NULL,
	`c5` integer NOT NULL,
	`c6` integer NOT NULL,
	`c7` integer NOT NULL,
	`c8` integer NOT NULL,
	`c9` integer NOT NULL,
	`c10` integer NOT NULL,
	PRIMARY KEY(`edition`, `property`, `value`, `kind`, `day`, `channel`, `state`, `about`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `theme_editions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`survey_id` text NOT NULL,
	`hash` text NOT NULL,
	`basis` text NOT NULL,
	`state` text NOT NULL,
	`cursor_at` integer,
	`cursor_id` text DEFAULT '' NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `theme_editions_by_survey` ON `theme_editions` (`survey_id`,`state`);--> statement-breakpoint
CREATE INDEX `theme_editions_unfinished` ON `theme_editions` (`id`) WHERE "theme_editions"."cursor_at" IS NOT NULL OR "theme_editions"."state" = 'retired';--> statement-breakpoint
CREATE TABLE `theme_mentions` (
	`edition` integer NOT NULL,
	`theme` text NOT NULL,
	`answered_at` integer NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`edition`, `theme`, `answered_at`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `themed` (
	`edition` integer NOT NULL,
	`id` text NOT NULL,
	`facts` text NOT NULL,
	`mentions` text NOT NULL,
	`tallied` integer NOT NULL,
	PRIMARY KEY(`edition`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `themed_new` ON `themed` (`edition`,`id`) WHERE "themed"."tallied" = 2;--> statement-breakpoint
ALTER TABLE `surveys` ADD `codebook_id` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `codebook_id` text;
--> statement-breakpoint
-- What an answer says is taken out of the counts while the answer is still as it was counted.
CREATE TRIGGER themed_removed BEFORE DELETE ON themed WHEN old.tallied = 1 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN
  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
  SELECT edition, property, value, kind, day, channel, state, about, -sum(rating = 0), -sum(rating = 1), -sum(rating = 2), -sum(rating = 3), -sum(rating = 4), -sum(rating = 5), -sum(rating = 6), -sum(rating = 7), -sum(rating = 8), -sum(rating = 9), -sum(rating = 10) FROM (
    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f
    UNION ALL
    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f
    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')
  )
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;
  DELETE FROM theme_mentions WHERE edition = old.edition AND id = old.id
    AND theme IN (SELECT rtrim(f.value ->> 1, char(31)) FROM json_each(old.facts) f WHERE f.value ->> 0 = 'theme')
    AND answered_at = (SELECT r.answered_at FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id);
END;
--> statement-breakpoint
CREATE TRIGGER themed_taken_out BEFORE UPDATE OF tallied ON themed WHEN old.tallied = 1 AND new.tallied = 0 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN
  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
  SELECT edition, property, value, kind, day, channel, state, about, -sum(rating = 0), -sum(rating = 1), -sum(rating = 2), -sum(rating = 3), -sum(rating = 4), -sum(rating = 5), -sum(rating = 6), -sum(rating = 7), -sum(rating = 8), -sum(rating = 9), -sum(rating = 10) FROM (
    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f
    UNION ALL
    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f
    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')
  )
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;
  DELETE FROM theme_mentions WHERE edition = old.edition AND id = old.id
    AND theme IN (SELECT rtrim(f.value ->> 1, char(31)) FROM json_each(old.facts) f WHERE f.value ->> 0 = 'theme')
    AND answered_at = (SELECT r.answered_at FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id);
END;
--> statement-breakpoint
CREATE TRIGGER themed_put_back AFTER UPDATE OF tallied ON themed WHEN old.tallied = 0 AND new.tallied = 1 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN
  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
  SELECT edition, property, value, kind, day, channel, state, about, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10) FROM (
    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f
    UNION ALL
    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating
    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f
    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')
  )
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;
  INSERT INTO theme_mentions (edition, theme, answered_at, id)
  SELECT old.edition, rtrim(f.value ->> 1, char(31)), r.answered_at, r.id
  FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f WHERE f.value ->> 0 = 'theme'
  ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
-- Another revision is read anew by whoever stores it.
CREATE TRIGGER responses_revised BEFORE UPDATE OF revision, rating, comment, choices ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) BEGIN
  DELETE FROM themed WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id;
END;
--> statement-breakpoint
-- Held, released, made a test or moved, an answer says the same.
CREATE TRIGGER responses_moving BEFORE UPDATE OF channel, state, answered_at, properties ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) AND old.revision = new.revision BEGIN
  UPDATE themed SET tallied = 0 WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id AND tallied = 1;
END;
--> statement-breakpoint
CREATE TRIGGER responses_moved_on AFTER UPDATE OF channel, state, answered_at, properties ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) AND old.revision = new.revision BEGIN
  UPDATE themed SET tallied = 1 WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id AND tallied = 0;
END;
--> statement-breakpoint
-- Changed without being revised, an answer is read anew in the background.
CREATE TRIGGER responses_reworded AFTER UPDATE OF rating, comment, choices ON responses
WHEN old.revision = new.revision AND (new.comment IS NOT NULL OR new.choices IS NOT NULL) BEGIN
  UPDATE theme_editions SET cursor_at = min(coalesce(cursor_at, new.answered_at), new.answered_at), cursor_id = ''
  WHERE survey_id = new.survey_id AND state <> 'retired';
END;
--> statement-breakpoint
CREATE TRIGGER responses_erased BEFORE DELETE ON responses BEGIN
  DELETE FROM themed WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id;
  DELETE FROM hand_tags WHERE survey_id = old.survey_id AND id = old.id;
END;
