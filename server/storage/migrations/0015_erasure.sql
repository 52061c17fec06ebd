CREATE TABLE `suppressed` (
	`workspace_id` text NOT NULL,
	`mark` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `mark`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `oldest` (
	`survey_id` text NOT NULL,
	`what` text NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `what`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `oldest_by_workspace` ON `oldest` (`workspace_id`,`what`,`at`);--> statement-breakpoint
CREATE TABLE `person_key` (
	`key` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tombstones` (
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`how` text NOT NULL,
	`erased_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tombstones_by_time` ON `tombstones` (`erased_at`);--> statement-breakpoint
ALTER TABLE `recipients` ADD `added_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `recipients` ADD `mark` text;--> statement-breakpoint
CREATE INDEX `recipients_by_mark` ON `recipients` (`workspace_id`,`mark`);--> statement-breakpoint
CREATE INDEX `recipients_unmarked` ON `recipients` (`campaign_id`) WHERE "recipients"."mark" IS NULL;--> statement-breakpoint
CREATE INDEX `responses_commented` ON `responses` (`survey_id`,`answered_at`) WHERE "responses"."comment" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `visits_by_time` ON `visits` (`survey_id`,`changed_at`);--> statement-breakpoint
CREATE INDEX `visits_commented` ON `visits` (`survey_id`,`changed_at`) WHERE "visits"."said" ->> 'comment' IS NOT NULL;
--> statement-breakpoint
INSERT INTO person_key (key) VALUES (lower(hex(randomblob(32))));
--> statement-breakpoint
UPDATE recipients SET added_at = (SELECT created_at FROM campaigns WHERE id = campaign_id);
--> statement-breakpoint
CREATE INDEX recipients_by_time ON recipients (survey_id, coalesce(last_sent_at, added_at));
--> statement-breakpoint
INSERT INTO oldest (survey_id, what, workspace_id, at)
SELECT s.id, w.value, s.workspace_id, min(
  coalesce((SELECT min(answered_at) FROM responses WHERE survey_id = s.id), 9e15),
  coalesce((SELECT min(shown_at) FROM views WHERE survey_id = s.id), 9e15),
  coalesce((SELECT min(changed_at) FROM visits WHERE survey_id = s.id), 9e15),
  coalesce((SELECT min(coalesce(last_sent_at, added_at)) FROM recipients WHERE survey_id = s.id), 9e15)
) AS at FROM surveys s, json_each('["answers", "comments"]') w WHERE at < 9e15;
--> statement-breakpoint
-- Nothing a survey holds is older than its row in `oldest`.
CREATE TRIGGER responses_aged AFTER INSERT ON responses WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.answered_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'answers', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER responses_redated AFTER UPDATE OF answered_at ON responses WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.answered_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'answers', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER comments_aged AFTER INSERT ON responses WHEN new.comment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.answered_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'comments', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER comments_redated AFTER UPDATE OF comment, answered_at ON responses WHEN new.comment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.answered_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'comments', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER views_aged AFTER INSERT ON views WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.shown_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'answers', workspace_id, new.shown_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER visits_aged AFTER INSERT ON visits WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.changed_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'answers', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER visits_commented_on AFTER INSERT ON visits WHEN new.said ->> 'comment' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.changed_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'comments', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER visits_reworded AFTER UPDATE OF said ON visits WHEN new.said ->> 'comment' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.changed_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'comments', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
CREATE TRIGGER recipients_aged AFTER INSERT ON recipients WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.added_at) BEGIN
  INSERT INTO oldest (survey_id, what, workspace_id, at)
  SELECT id, 'answers', workspace_id, new.added_at FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET at = excluded.at;
END;
--> statement-breakpoint
-- A count of nothing still says what a person who was erased had: a property's value, a theme.
CREATE TRIGGER segment_counts_emptied AFTER UPDATE ON segment_counts WHEN new.c0 = 0 AND new.c1 = 0 AND new.c2 = 0 AND new.c3 = 0 AND new.c4 = 0 AND new.c5 = 0 AND new.c6 = 0 AND new.c7 = 0 AND new.c8 = 0 AND new.c9 = 0 AND new.c10 = 0 AND new.commented = 0 BEGIN
  DELETE FROM segment_counts WHERE survey_id = new.survey_id AND property = new.property AND value = new.value AND channel = new.channel
    AND state = new.state AND day = new.day;
END;
--> statement-breakpoint
CREATE TRIGGER theme_counts_emptied AFTER UPDATE ON theme_counts WHEN new.c0 = 0 AND new.c1 = 0 AND new.c2 = 0 AND new.c3 = 0 AND new.c4 = 0 AND new.c5 = 0 AND new.c6 = 0 AND new.c7 = 0 AND new.c8 = 0 AND new.c9 = 0 AND new.c10 = 0 BEGIN
  DELETE FROM theme_counts WHERE edition = new.edition AND property = new.property AND value = new.value AND kind = new.kind
    AND day = new.day AND channel = new.channel AND state = new.state AND about = new.about;
END;
--> statement-breakpoint
DELETE FROM segment_counts WHERE c0 = 0 AND c1 = 0 AND c2 = 0 AND c3 = 0 AND c4 = 0 AND c5 = 0 AND c6 = 0 AND c7 = 0 AND c8 = 0 AND c9 = 0 AND c10 = 0 AND commented = 0;
--> statement-breakpoint
DELETE FROM theme_counts WHERE c0 = 0 AND c1 = 0 AND c2 = 0 AND c3 = 0 AND c4 = 0 AND c5 = 0 AND c6 = 0 AND c7 = 0 AND c8 = 0 AND c9 = 0 AND c10 = 0;
