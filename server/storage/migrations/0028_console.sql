CREATE TABLE `workspace_counts` (
	`workspace_id` text NOT NULL,
	`day` integer NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
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
	`commented` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `day`, `channel`, `state`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `responses_undecided` ON `responses` (`survey_id`,`held_reason`) WHERE "responses"."held_reason" IS NOT NULL AND "responses"."ruling" IS NULL;--> statement-breakpoint
CREATE INDEX `views_of_people` ON `views` (`survey_id`,`person`,`person_verified`,`shown_at`,`dismissed_at`) WHERE "views"."person" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `views_of_nobody` ON `views` (`survey_id`,`shown_at`,`id`) WHERE "views"."person" IS NULL;
--> statement-breakpoint
DROP INDEX responses_by_email;
--> statement-breakpoint
-- By the email first: whose it is is asked of all surveys at once.
CREATE INDEX responses_by_email ON responses (lower(respondent_email), survey_id, answered_at) WHERE respondent_email IS NOT NULL;
--> statement-breakpoint
-- Whatever changes the counts of a survey changes those of its workspace.
CREATE TRIGGER day_counts_added AFTER INSERT ON day_counts BEGIN
  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT workspace_id, new.day, new.channel, new.state, new.c0, new.c1, new.c2, new.c3, new.c4, new.c5, new.c6, new.c7, new.c8, new.c9, new.c10, new.commented
  FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET
    c0 = c0 + excluded.c0,
    c1 = c1 + excluded.c1,
    c2 = c2 + excluded.c2,
    c3 = c3 + excluded.c3,
    c4 = c4 + excluded.c4,
    c5 = c5 + excluded.c5,
    c6 = c6 + excluded.c6,
    c7 = c7 + excluded.c7,
    c8 = c8 + excluded.c8,
    c9 = c9 + excluded.c9,
    c10 = c10 + excluded.c10,
    commented = commented + excluded.commented;
END;
--> statement-breakpoint
CREATE TRIGGER day_counts_changed AFTER UPDATE ON day_counts BEGIN
  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT workspace_id, new.day, new.channel, new.state, new.c0 - old.c0, new.c1 - old.c1, new.c2 - old.c2, new.c3 - old.c3, new.c4 - old.c4, new.c5 - old.c5, new.c6 - old.c6, new.c7 - old.c7, new.c8 - old.c8, new.c9 - old.c9, new.c10 - old.c10, new.commented - old.commented
  FROM surveys WHERE id = new.survey_id
  ON CONFLICT DO UPDATE SET
    c0 = c0 + excluded.c0,
    c1 = c1 + excluded.c1,
    c2 = c2 + excluded.c2,
    c3 = c3 + excluded.c3,
    c4 = c4 + excluded.c4,
    c5 = c5 + excluded.c5,
    c6 = c6 + excluded.c6,
    c7 = c7 + excluded.c7,
    c8 = c8 + excluded.c8,
    c9 = c9 + excluded.c9,
    c10 = c10 + excluded.c10,
    commented = commented + excluded.commented;
END;
--> statement-breakpoint
CREATE TRIGGER day_counts_removed AFTER DELETE ON day_counts BEGIN
  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT workspace_id, old.day, old.channel, old.state, -old.c0, -old.c1, -old.c2, -old.c3, -old.c4, -old.c5, -old.c6, -old.c7, -old.c8, -old.c9, -old.c10, -old.commented
  FROM surveys WHERE id = old.survey_id
  ON CONFLICT DO UPDATE SET
    c0 = c0 + excluded.c0,
    c1 = c1 + excluded.c1,
    c2 = c2 + excluded.c2,
    c3 = c3 + excluded.c3,
    c4 = c4 + excluded.c4,
    c5 = c5 + excluded.c5,
    c6 = c6 + excluded.c6,
    c7 = c7 + excluded.c7,
    c8 = c8 + excluded.c8,
    c9 = c9 + excluded.c9,
    c10 = c10 + excluded.c10,
    commented = commented + excluded.commented;
END;
--> statement-breakpoint
INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
SELECT s.workspace_id, d.day, d.channel, d.state, sum(d.c0), sum(d.c1), sum(d.c2), sum(d.c3), sum(d.c4), sum(d.c5), sum(d.c6), sum(d.c7), sum(d.c8), sum(d.c9), sum(d.c10), sum(d.commented)
FROM day_counts d JOIN surveys s ON s.id = d.survey_id GROUP BY 1, 2, 3, 4;
