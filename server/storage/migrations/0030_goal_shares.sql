CREATE TABLE `goal_shares` (
	`survey_id` text PRIMARY KEY NOT NULL,
	`adjust_at` integer NOT NULL,
	`shares` text NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- A goal that is new or has changed is due at once. Without an upsert, which the conflict clause of the insert
-- that fires a trigger would override.
CREATE TRIGGER goal_made AFTER INSERT ON survey_versions BEGIN
  INSERT INTO goal_shares (survey_id, adjust_at, shares) SELECT new.survey_id, 0, '[]'
    WHERE new.definition ->> 'goal' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM goal_shares WHERE survey_id = new.survey_id);
  UPDATE goal_shares SET adjust_at = 0 WHERE survey_id = new.survey_id;
END;
--> statement-breakpoint
CREATE TRIGGER goal_changed AFTER UPDATE OF definition ON survey_versions BEGIN
  INSERT INTO goal_shares (survey_id, adjust_at, shares) SELECT new.survey_id, 0, '[]'
    WHERE new.definition ->> 'goal' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM goal_shares WHERE survey_id = new.survey_id);
  UPDATE goal_shares SET adjust_at = 0 WHERE survey_id = new.survey_id;
END;
