CREATE TABLE `once_answers` (
	`name` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `once_answers_by_time` ON `once_answers` (`created_at`);--> statement-breakpoint
ALTER TABLE `codebooks` ADD `edits` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `surveys` ADD `edits` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `edits` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- Whatever changes a row counts it, so that a change made from what was read before is noticed.
CREATE TRIGGER surveys_edited AFTER UPDATE ON surveys WHEN old.edits = new.edits BEGIN
  UPDATE surveys SET edits = edits + 1 WHERE id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER workspaces_edited AFTER UPDATE ON workspaces WHEN old.edits = new.edits BEGIN
  UPDATE workspaces SET edits = edits + 1 WHERE id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER codebooks_edited AFTER UPDATE ON codebooks WHEN old.edits = new.edits BEGIN
  UPDATE codebooks SET edits = edits + 1 WHERE id = new.id;
END;
--> statement-breakpoint
CREATE TABLE `answer_changes` (
	`workspace_id` text NOT NULL,
	`number` integer NOT NULL,
	`survey_id` text NOT NULL,
	`id` text NOT NULL,
	`erased_at` integer,
	PRIMARY KEY(`workspace_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_changes_by_answer` ON `answer_changes` (`survey_id`,`id`);--> statement-breakpoint
CREATE INDEX `answer_changes_erased` ON `answer_changes` (`erased_at`) WHERE "answer_changes"."erased_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `change_epoch` (
	`epoch` text PRIMARY KEY NOT NULL
);

--> statement-breakpoint
INSERT INTO change_epoch (epoch) VALUES (lower(hex(randomblob(8))));
--> statement-breakpoint
INSERT INTO answer_changes (workspace_id, number, survey_id, id)
SELECT s.workspace_id, row_number() OVER (PARTITION BY s.workspace_id ORDER BY r.updated_at, r.survey_id, r.id), r.survey_id, r.id
FROM responses r JOIN surveys s ON s.id = r.survey_id;
--> statement-breakpoint
-- Whatever changes an answer gives it the next number: no way of changing one can forget to.
CREATE TRIGGER responses_numbered AFTER INSERT ON responses BEGIN
  INSERT INTO answer_changes (workspace_id, number, survey_id, id)
  SELECT s.workspace_id, coalesce((SELECT max(c.number) FROM answer_changes c WHERE c.workspace_id = s.workspace_id), 0) + 1,
    new.survey_id, new.id
  FROM surveys s WHERE s.id = new.survey_id
  ON CONFLICT (survey_id, id) DO UPDATE SET number = excluded.number, erased_at = NULL;
END;
--> statement-breakpoint
CREATE TRIGGER responses_renumbered AFTER UPDATE ON responses BEGIN
  UPDATE answer_changes SET number = (SELECT max(c.number) + 1 FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id)
  WHERE survey_id = new.survey_id AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER responses_gone AFTER DELETE ON responses BEGIN
  UPDATE answer_changes SET number = (SELECT max(c.number) + 1 FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id),
    erased_at = unixepoch() * 1000
  WHERE survey_id = old.survey_id AND id = old.id;
END;
