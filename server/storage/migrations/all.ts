// Made by `npm run migrations` from the .sql files beside it: append, never edit.
export const migrations: readonly { readonly name: string; readonly statements: readonly string[] }[] =
[
  {
    "name": "0000_first",
    "statements": [
      "CREATE TABLE `keys` (\n\t`hash` text PRIMARY KEY NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`label` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE TABLE `responses` (\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`survey_version` integer NOT NULL,\n\t`revision` integer NOT NULL,\n\t`write_key_hash` text NOT NULL,\n\t`rating` integer NOT NULL,\n\t`comment` text,\n\t`respondent_id` text,\n\t`respondent_email` text,\n\t`respondent_name` text,\n\t`respondent_verified` integer NOT NULL,\n\t`properties` text,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`answered_at` integer NOT NULL,\n\t`updated_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `id`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,\n\tCONSTRAINT \"responses_rating\" CHECK(typeof(\"responses\".\"rating\") = 'integer'),\n\tCONSTRAINT \"responses_state\" CHECK(\"responses\".\"state\" in ('counted', 'held', 'test'))\n);",
      "CREATE INDEX `responses_by_time` ON `responses` (`survey_id`,`answered_at`,`id`);",
      "CREATE TABLE `survey_versions` (\n\t`survey_id` text NOT NULL,\n\t`version` integer NOT NULL,\n\t`definition` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `version`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE TABLE `surveys` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`status` text NOT NULL,\n\t`metric` text NOT NULL,\n\t`scale` text NOT NULL,\n\t`min` integer NOT NULL,\n\t`max` integer NOT NULL,\n\t`version` integer NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`updated_at` integer NOT NULL,\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,\n\tCONSTRAINT \"surveys_status\" CHECK(\"surveys\".\"status\" in ('draft', 'live', 'closed'))\n);",
      "CREATE INDEX `surveys_by_workspace` ON `surveys` (`workspace_id`,`created_at`,`id`);",
      "CREATE TABLE `views` (\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`shown_at` integer NOT NULL,\n\t`dismissed_at` integer,\n\tPRIMARY KEY(`survey_id`, `id`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `views_by_time` ON `views` (`survey_id`,`shown_at`);",
      "CREATE TABLE `workspaces` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`name` text NOT NULL,\n\t`allowed_origins` text NOT NULL,\n\t`timezone` text NOT NULL,\n\t`created_at` integer NOT NULL\n);"
    ]
  },
  {
    "name": "0001_sessions",
    "statements": [
      "CREATE TABLE `sessions` (\n\t`hash` text PRIMARY KEY NOT NULL,\n\t`key_hash` text NOT NULL,\n\t`expires_at` integer NOT NULL,\n\tFOREIGN KEY (`key_hash`) REFERENCES `keys`(`hash`) ON UPDATE no action ON DELETE cascade\n);"
    ]
  },
  {
    "name": "0002_counts",
    "statements": [
      "CREATE TABLE `day_counts` (\n\t`survey_id` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`c0` integer NOT NULL,\n\t`c1` integer NOT NULL,\n\t`c2` integer NOT NULL,\n\t`c3` integer NOT NULL,\n\t`c4` integer NOT NULL,\n\t`c5` integer NOT NULL,\n\t`c6` integer NOT NULL,\n\t`c7` integer NOT NULL,\n\t`c8` integer NOT NULL,\n\t`c9` integer NOT NULL,\n\t`c10` integer NOT NULL,\n\t`commented` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `day`, `channel`, `state`)\n) WITHOUT ROWID;",
      "CREATE TABLE `quarter_counts` (\n\t`survey_id` text NOT NULL,\n\t`quarter` integer NOT NULL,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`c0` integer NOT NULL,\n\t`c1` integer NOT NULL,\n\t`c2` integer NOT NULL,\n\t`c3` integer NOT NULL,\n\t`c4` integer NOT NULL,\n\t`c5` integer NOT NULL,\n\t`c6` integer NOT NULL,\n\t`c7` integer NOT NULL,\n\t`c8` integer NOT NULL,\n\t`c9` integer NOT NULL,\n\t`c10` integer NOT NULL,\n\t`commented` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `quarter`, `channel`, `state`)\n) WITHOUT ROWID;",
      "CREATE TABLE `segment_counts` (\n\t`survey_id` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`property` text NOT NULL,\n\t`value` text NOT NULL,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`c0` integer NOT NULL,\n\t`c1` integer NOT NULL,\n\t`c2` integer NOT NULL,\n\t`c3` integer NOT NULL,\n\t`c4` integer NOT NULL,\n\t`c5` integer NOT NULL,\n\t`c6` integer NOT NULL,\n\t`c7` integer NOT NULL,\n\t`c8` integer NOT NULL,\n\t`c9` integer NOT NULL,\n\t`c10` integer NOT NULL,\n\t`commented` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `property`, `value`, `channel`, `state`, `day`)\n) WITHOUT ROWID;",
      "CREATE TABLE `view_counts` (\n\t`survey_id` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`shown` integer NOT NULL,\n\t`dismissed` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `day`)\n) WITHOUT ROWID;",
      "CREATE TRIGGER responses_counted AFTER INSERT ON responses BEGIN\n  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL\n  FROM json_each(new.properties) p\n  WHERE true\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER responses_recounted AFTER UPDATE OF rating, comment, channel, state, answered_at, properties ON responses\nWHEN old.answered_at / 900000 = new.answered_at / 900000 AND old.channel = new.channel AND old.state = new.state AND old.properties IS new.properties AND (old.rating <> new.rating OR (old.comment IS NULL) <> (new.comment IS NULL)) BEGIN\n  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL)\n  FROM json_each(new.properties) p\n  WHERE true\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER responses_moved AFTER UPDATE OF rating, comment, channel, state, answered_at, properties ON responses\nWHEN NOT (old.answered_at / 900000 = new.answered_at / 900000 AND old.channel = new.channel AND old.state = new.state AND old.properties IS new.properties) BEGIN\n  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (old.survey_id, old.answered_at / 86400000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (old.survey_id, old.answered_at / 900000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT old.survey_id, old.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL)\n  FROM json_each(old.properties) p\n  WHERE true\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL\n  FROM json_each(new.properties) p\n  WHERE true\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER responses_uncounted AFTER DELETE ON responses BEGIN\n  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (old.survey_id, old.answered_at / 86400000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  VALUES (old.survey_id, old.answered_at / 900000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\n  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT old.survey_id, old.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL)\n  FROM json_each(old.properties) p\n  WHERE true\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER views_counted AFTER INSERT ON views BEGIN\n  INSERT INTO view_counts (survey_id, day, shown, dismissed)\n  VALUES (new.survey_id, new.shown_at / 86400000, 1, new.dismissed_at IS NOT NULL)\n  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;\nEND;",
      "CREATE TRIGGER views_recounted AFTER UPDATE OF shown_at, dismissed_at ON views BEGIN\n  INSERT INTO view_counts (survey_id, day, shown, dismissed)\n  VALUES (old.survey_id, old.shown_at / 86400000, -1, -(old.dismissed_at IS NOT NULL))\n  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;\n  INSERT INTO view_counts (survey_id, day, shown, dismissed)\n  VALUES (new.survey_id, new.shown_at / 86400000, 1, new.dismissed_at IS NOT NULL)\n  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;\nEND;",
      "CREATE TRIGGER views_uncounted AFTER DELETE ON views BEGIN\n  INSERT INTO view_counts (survey_id, day, shown, dismissed)\n  VALUES (old.survey_id, old.shown_at / 86400000, -1, -(old.dismissed_at IS NOT NULL))\n  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;\nEND;",
      "CREATE TRIGGER responses_shown AFTER INSERT ON responses WHEN new.channel = 'widget' BEGIN\n  INSERT INTO views (survey_id, id, shown_at) VALUES (new.survey_id, new.id, new.answered_at) ON CONFLICT DO NOTHING;\nEND;",
      "INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\nSELECT survey_id, answered_at / 86400000, channel, state, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10), count(comment) FROM responses GROUP BY 1, 2, 3, 4;",
      "INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\nSELECT survey_id, answered_at / 900000, channel, state, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10), count(comment) FROM responses GROUP BY 1, 2, 3, 4;",
      "INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\nSELECT r.survey_id, r.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, r.channel, r.state, sum(r.rating = 0), sum(r.rating = 1), sum(r.rating = 2), sum(r.rating = 3), sum(r.rating = 4), sum(r.rating = 5), sum(r.rating = 6), sum(r.rating = 7), sum(r.rating = 8), sum(r.rating = 9), sum(r.rating = 10), count(r.comment)\nFROM responses r, json_each(r.properties) p GROUP BY 1, 2, 3, 4, 5, 6;",
      "INSERT INTO view_counts (survey_id, day, shown, dismissed)\nSELECT survey_id, shown_at / 86400000, count(*), count(dismissed_at) FROM views GROUP BY 1, 2;"
    ]
  },
  {
    "name": "0003_people",
    "statements": [
      "-- Whose answer it is, in the words of storage/counts/per-person.ts: which of one person's answers counts is found without reading anonymous ones.\nCREATE INDEX responses_by_person ON responses (survey_id, coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)), answered_at, id, state, channel, rating, comment IS NOT NULL)\nWHERE coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) IS NOT NULL;"
    ]
  },
  {
    "name": "0004_identity",
    "statements": [
      "ALTER TABLE `responses` ADD `choices` text;",
      "ALTER TABLE `responses` ADD `contact` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `views` ADD `person` text;",
      "CREATE INDEX `views_by_person` ON `views` (`person`,`survey_id`) WHERE \"views\".\"person\" IS NOT NULL;",
      "ALTER TABLE `workspaces` ADD `identity_secret` text DEFAULT '' NOT NULL;",
      "UPDATE `workspaces` SET `identity_secret` = lower(hex(randomblob(32)));"
    ]
  },
  {
    "name": "0005_link_secrets",
    "statements": [
      "CREATE TABLE `link_secrets` (\n\t`secret` text PRIMARY KEY NOT NULL,\n\t`created_at` integer NOT NULL\n);"
    ]
  },
  {
    "name": "0006_visits",
    "statements": [
      "CREATE TABLE `visits` (\n\t`survey_id` text NOT NULL,\n\t`response_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`seq` integer NOT NULL,\n\t`step` integer NOT NULL,\n\t`scripted` integer NOT NULL,\n\t`mark` text,\n\t`offered` integer,\n\t`rating` integer,\n\t`said` text,\n\t`sign` text,\n\t`signed_at` integer,\n\t`opened_at` integer NOT NULL,\n\t`changed_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `response_id`, `id`)\n);",
      "ALTER TABLE `responses` ADD `held_reason` text;",
      "ALTER TABLE `responses` ADD `ruling` text;",
      "CREATE INDEX `responses_held` ON `responses` (`survey_id`,`answered_at`,`id`) WHERE \"responses\".\"held_reason\" IS NOT NULL;",
      "-- What somebody said goes with their response, whoever deletes it.\nCREATE TRIGGER responses_forgotten AFTER DELETE ON responses BEGIN\n  DELETE FROM visits WHERE survey_id = old.survey_id AND response_id = old.id;\nEND;"
    ]
  },
  {
    "name": "0007_themes",
    "statements": [
      "CREATE TABLE `codebook_texts` (\n\t`hash` text PRIMARY KEY NOT NULL,\n\t`codebook` text NOT NULL\n);",
      "CREATE TABLE `codebooks` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`name` text NOT NULL,\n\t`codebook` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`updated_at` integer NOT NULL,\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `codebooks_by_workspace` ON `codebooks` (`workspace_id`,`created_at`,`id`);",
      "CREATE TABLE `hand_tags` (\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`themes` text NOT NULL,\n\t`tagged_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `id`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n) WITHOUT ROWID;",
      "CREATE TABLE `theme_counts` (\n\t`edition` integer NOT NULL,\n\t`property` text NOT NULL,\n\t`value` text NOT NULL,\n\t`kind` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`about` text NOT NULL,\n\t`c0` integer NOT NULL,\n\t`c1` integer NOT NULL,\n\t`c2` integer NOT NULL,\n\t`c3` integer NOT NULL,\n\t`c4` integer NOT NULL,\n\t`c5` integer NOT NULL,\n\t`c6` integer NOT NULL,\n\t`c7` integer NOT NULL,\n\t`c8` integer NOT NULL,\n\t`c9` integer NOT NULL,\n\t`c10` integer NOT NULL,\n\tPRIMARY KEY(`edition`, `property`, `value`, `kind`, `day`, `channel`, `state`, `about`)\n) WITHOUT ROWID;",
      "CREATE TABLE `theme_editions` (\n\t`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`hash` text NOT NULL,\n\t`basis` text NOT NULL,\n\t`state` text NOT NULL,\n\t`cursor_at` integer,\n\t`cursor_id` text DEFAULT '' NOT NULL,\n\t`done` integer DEFAULT 0 NOT NULL,\n\t`total` integer DEFAULT 0 NOT NULL,\n\t`created_at` integer NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `theme_editions_by_survey` ON `theme_editions` (`survey_id`,`state`);",
      "CREATE INDEX `theme_editions_unfinished` ON `theme_editions` (`id`) WHERE \"theme_editions\".\"cursor_at\" IS NOT NULL OR \"theme_editions\".\"state\" = 'retired';",
      "CREATE TABLE `theme_mentions` (\n\t`edition` integer NOT NULL,\n\t`theme` text NOT NULL,\n\t`answered_at` integer NOT NULL,\n\t`id` text NOT NULL,\n\tPRIMARY KEY(`edition`, `theme`, `answered_at`, `id`)\n) WITHOUT ROWID;",
      "CREATE TABLE `themed` (\n\t`edition` integer NOT NULL,\n\t`id` text NOT NULL,\n\t`facts` text NOT NULL,\n\t`mentions` text NOT NULL,\n\t`tallied` integer NOT NULL,\n\tPRIMARY KEY(`edition`, `id`)\n) WITHOUT ROWID;",
      "CREATE INDEX `themed_new` ON `themed` (`edition`,`id`) WHERE \"themed\".\"tallied\" = 2;",
      "ALTER TABLE `surveys` ADD `codebook_id` text;",
      "ALTER TABLE `workspaces` ADD `codebook_id` text;",
      "-- What an answer says is taken out of the counts while the answer is still as it was counted.\nCREATE TRIGGER themed_removed BEFORE DELETE ON themed WHEN old.tallied = 1 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN\n  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)\n  SELECT edition, property, value, kind, day, channel, state, about, -sum(rating = 0), -sum(rating = 1), -sum(rating = 2), -sum(rating = 3), -sum(rating = 4), -sum(rating = 5), -sum(rating = 6), -sum(rating = 7), -sum(rating = 8), -sum(rating = 9), -sum(rating = 10) FROM (\n    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f\n    UNION ALL\n    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f\n    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')\n  )\n  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8\n  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;\n  DELETE FROM theme_mentions WHERE edition = old.edition AND id = old.id\n    AND theme IN (SELECT rtrim(f.value ->> 1, char(31)) FROM json_each(old.facts) f WHERE f.value ->> 0 = 'theme')\n    AND answered_at = (SELECT r.answered_at FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id);\nEND;",
      "CREATE TRIGGER themed_taken_out BEFORE UPDATE OF tallied ON themed WHEN old.tallied = 1 AND new.tallied = 0 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN\n  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)\n  SELECT edition, property, value, kind, day, channel, state, about, -sum(rating = 0), -sum(rating = 1), -sum(rating = 2), -sum(rating = 3), -sum(rating = 4), -sum(rating = 5), -sum(rating = 6), -sum(rating = 7), -sum(rating = 8), -sum(rating = 9), -sum(rating = 10) FROM (\n    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f\n    UNION ALL\n    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f\n    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')\n  )\n  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8\n  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;\n  DELETE FROM theme_mentions WHERE edition = old.edition AND id = old.id\n    AND theme IN (SELECT rtrim(f.value ->> 1, char(31)) FROM json_each(old.facts) f WHERE f.value ->> 0 = 'theme')\n    AND answered_at = (SELECT r.answered_at FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id);\nEND;",
      "CREATE TRIGGER themed_put_back AFTER UPDATE OF tallied ON themed WHEN old.tallied = 0 AND new.tallied = 1 AND EXISTS (SELECT 1 FROM theme_editions WHERE id = old.edition AND state <> 'retired') BEGIN\n  INSERT INTO theme_counts (edition, property, value, kind, day, channel, state, about, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)\n  SELECT edition, property, value, kind, day, channel, state, about, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10) FROM (\n    SELECT old.edition AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, r.answered_at / 86400000 AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f\n    UNION ALL\n    SELECT old.edition, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, f.value ->> 0, r.answered_at / 86400000, r.channel, r.state, f.value ->> 1, r.rating\n    FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(r.properties) p, json_each(old.facts) f\n    WHERE p.key <> '' AND f.value ->> 0 IN ('comments', 'unmatched', 'theme', 'polarity')\n  )\n  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8\n  ON CONFLICT DO UPDATE SET c0 = c0 + excluded.c0, c1 = c1 + excluded.c1, c2 = c2 + excluded.c2, c3 = c3 + excluded.c3, c4 = c4 + excluded.c4, c5 = c5 + excluded.c5, c6 = c6 + excluded.c6, c7 = c7 + excluded.c7, c8 = c8 + excluded.c8, c9 = c9 + excluded.c9, c10 = c10 + excluded.c10;\n  INSERT INTO theme_mentions (edition, theme, answered_at, id)\n  SELECT old.edition, rtrim(f.value ->> 1, char(31)), r.answered_at, r.id\n  FROM theme_editions e CROSS JOIN responses r ON e.id = old.edition AND r.survey_id = e.survey_id AND r.id = old.id, json_each(old.facts) f WHERE f.value ->> 0 = 'theme'\n  ON CONFLICT DO NOTHING;\nEND;",
      "-- Another revision is read anew by whoever stores it.\nCREATE TRIGGER responses_revised BEFORE UPDATE OF revision, rating, comment, choices ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) BEGIN\n  DELETE FROM themed WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id;\nEND;",
      "-- Held, released, made a test or moved, an answer says the same.\nCREATE TRIGGER responses_moving BEFORE UPDATE OF channel, state, answered_at, properties ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) AND old.revision = new.revision BEGIN\n  UPDATE themed SET tallied = 0 WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id AND tallied = 1;\nEND;",
      "CREATE TRIGGER responses_moved_on AFTER UPDATE OF channel, state, answered_at, properties ON responses WHEN (old.comment IS NOT NULL OR old.choices IS NOT NULL) AND old.revision = new.revision BEGIN\n  UPDATE themed SET tallied = 1 WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id AND tallied = 0;\nEND;",
      "-- Changed without being revised, an answer is read anew in the background.\nCREATE TRIGGER responses_reworded AFTER UPDATE OF rating, comment, choices ON responses\nWHEN old.revision = new.revision AND (new.comment IS NOT NULL OR new.choices IS NOT NULL) BEGIN\n  UPDATE theme_editions SET cursor_at = min(coalesce(cursor_at, new.answered_at), new.answered_at), cursor_id = ''\n  WHERE survey_id = new.survey_id AND state <> 'retired';\nEND;",
      "CREATE TRIGGER responses_erased BEFORE DELETE ON responses BEGIN\n  DELETE FROM themed WHERE edition IN (SELECT id FROM theme_editions WHERE survey_id = old.survey_id) AND id = old.id;\n  DELETE FROM hand_tags WHERE survey_id = old.survey_id AND id = old.id;\nEND;"
    ]
  },
  {
    "name": "0008_cadence",
    "statements": [
      "ALTER TABLE `surveys` ADD `quota` integer;",
      "ALTER TABLE `views` ADD `email` text;",
      "CREATE INDEX `views_by_email` ON `views` (`email`,`survey_id`) WHERE \"views\".\"email\" IS NOT NULL;",
      "ALTER TABLE `workspaces` ADD `quiet_days` integer DEFAULT 0 NOT NULL;",
      "CREATE INDEX responses_by_email ON responses (survey_id, lower(respondent_email), answered_at) WHERE respondent_email IS NOT NULL;"
    ]
  },
  {
    "name": "0009_campaigns",
    "statements": [
      "CREATE TABLE `campaigns` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`status` text NOT NULL,\n\t`plan` text NOT NULL,\n\t`next_at` integer NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`updated_at` integer NOT NULL,\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action,\n\tCONSTRAINT \"campaigns_status\" CHECK(\"campaigns\".\"status\" in ('draft', 'running', 'paused', 'finished', 'cancelled'))\n);",
      "CREATE INDEX `campaigns_by_workspace` ON `campaigns` (`workspace_id`,`created_at`,`id`);",
      "CREATE INDEX `campaigns_running` ON `campaigns` (`next_at`) WHERE \"campaigns\".\"status\" = 'running';",
      "CREATE TABLE `recipients` (\n\t`campaign_id` text NOT NULL,\n\t`email` text NOT NULL,\n\t`address` text NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`name` text,\n\t`respondent_id` text,\n\t`language` text,\n\t`timezone` text,\n\t`properties` text,\n\t`invitation` text NOT NULL,\n\t`response_id` text NOT NULL,\n\t`duplicates` integer NOT NULL,\n\t`state` text NOT NULL,\n\t`reason` text,\n\t`due_at` integer NOT NULL,\n\t`attempts` integer NOT NULL,\n\t`mails` integer NOT NULL,\n\t`last_sent_at` integer,\n\tPRIMARY KEY(`campaign_id`, `email`),\n\tFOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,\n\tCONSTRAINT \"recipients_state\" CHECK(\"recipients\".\"state\" in ('queued', 'sending', 'sent', 'skipped', 'failed'))\n);",
      "CREATE INDEX `recipients_due` ON `recipients` (`campaign_id`,`due_at`) WHERE \"recipients\".\"state\" in ('queued', 'sending');",
      "CREATE INDEX `recipients_by_email` ON `recipients` (`workspace_id`,`email`);",
      "CREATE INDEX `recipients_by_id` ON `recipients` (`workspace_id`,`respondent_id`) WHERE \"recipients\".\"respondent_id\" IS NOT NULL;",
      "CREATE TABLE `suppressions` (\n\t`workspace_id` text NOT NULL,\n\t`email` text NOT NULL,\n\t`reason` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\tPRIMARY KEY(`workspace_id`, `email`),\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n);"
    ]
  },
  {
    "name": "0010_retention",
    "statements": [
      "ALTER TABLE `workspaces` ADD `comments_kept_days` integer;",
      "ALTER TABLE `workspaces` ADD `answers_kept_days` integer;"
    ]
  },
  {
    "name": "0011_own_database",
    "statements": [
      "ALTER TABLE `workspaces` ADD `database_url` text;"
    ]
  },
  {
    "name": "0012_language",
    "statements": [
      "ALTER TABLE `responses` ADD `language` text;"
    ]
  },
  {
    "name": "0013_moderation",
    "statements": [
      "CREATE TABLE `floods` (\n\t`survey_id` text NOT NULL,\n\t`mark` text NOT NULL,\n\t`reason` text NOT NULL,\n\t`released` integer DEFAULT 0 NOT NULL,\n\t`until` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `mark`)\n);",
      "ALTER TABLE `responses` ADD `was_released` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `responses` ADD `origin` text;",
      "CREATE INDEX `responses_by_reason` ON `responses` (`survey_id`,`held_reason`,`answered_at`,`channel`) WHERE \"responses\".\"state\" = 'held';",
      "ALTER TABLE `surveys` ADD `identity_required` integer DEFAULT 0 NOT NULL;"
    ]
  },
  {
    "name": "0014_answers",
    "statements": [
      "CREATE TABLE `answer_index` (\n\t`key` integer PRIMARY KEY NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`terms` text NOT NULL\n);",
      "CREATE UNIQUE INDEX `answer_index_by_id` ON `answer_index` (`survey_id`,`id`);",
      "CREATE TABLE `follow_ups` (\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`state` text,\n\t`owner` text DEFAULT '' NOT NULL,\n\t`note` text DEFAULT '' NOT NULL,\n\t`changed_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `id`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE TABLE `replies` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`response_id` text NOT NULL,\n\t`email` text NOT NULL,\n\t`subject` text NOT NULL,\n\t`body` text NOT NULL,\n\t`state` text NOT NULL,\n\t`sent_at` integer NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `replies_by_response` ON `replies` (`survey_id`,`response_id`,`sent_at`);",
      "CREATE TABLE `unindexed_answers` (\n\t`seq` integer PRIMARY KEY NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL\n);",
      "-- The terms are exact tokens already, so the tokenizer only splits them at spaces.\nCREATE VIRTUAL TABLE answer_words USING fts5(terms, content='answer_index', content_rowid='key', detail=none, tokenize='ascii');",
      "-- Erased words must leave the index at once, not when its segments are merged.\nINSERT INTO answer_words (answer_words, rank) VALUES ('secure-delete', 1);",
      "CREATE TRIGGER answer_index_added AFTER INSERT ON answer_index BEGIN\n  INSERT INTO answer_words (rowid, terms) VALUES (new.key, new.terms);\nEND;",
      "CREATE TRIGGER answer_index_removed AFTER DELETE ON answer_index BEGIN\n  INSERT INTO answer_words (answer_words, rowid, terms) VALUES ('delete', old.key, old.terms);\nEND;",
      "CREATE TRIGGER responses_to_index AFTER INSERT ON responses BEGIN\n  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);\nEND;",
      "CREATE TRIGGER responses_to_reindex AFTER UPDATE ON responses BEGIN\n  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);\nEND;",
      "CREATE TRIGGER responses_unindexed AFTER DELETE ON responses BEGIN\n  DELETE FROM answer_index WHERE survey_id = old.survey_id AND id = old.id;\n  DELETE FROM follow_ups WHERE survey_id = old.survey_id AND id = old.id;\n  DELETE FROM replies WHERE survey_id = old.survey_id AND response_id = old.id;\nEND;",
      "CREATE TRIGGER follow_ups_added AFTER INSERT ON follow_ups BEGIN\n  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);\nEND;",
      "CREATE TRIGGER follow_ups_changed AFTER UPDATE ON follow_ups BEGIN\n  INSERT INTO unindexed_answers (survey_id, id) VALUES (new.survey_id, new.id);\nEND;",
      "-- The newest are read first, so that they can be found while older ones are still waiting.\nINSERT INTO unindexed_answers (survey_id, id) SELECT survey_id, id FROM responses ORDER BY answered_at;"
    ]
  },
  {
    "name": "0015_erasure",
    "statements": [
      "CREATE TABLE `suppressed` (\n\t`workspace_id` text NOT NULL,\n\t`mark` text NOT NULL,\n\t`reason` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\tPRIMARY KEY(`workspace_id`, `mark`),\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n) WITHOUT ROWID;",
      "CREATE TABLE `oldest` (\n\t`survey_id` text NOT NULL,\n\t`what` text NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `what`)\n) WITHOUT ROWID;",
      "CREATE INDEX `oldest_by_workspace` ON `oldest` (`workspace_id`,`what`,`at`);",
      "CREATE TABLE `person_key` (\n\t`key` text PRIMARY KEY NOT NULL\n);",
      "CREATE TABLE `tombstones` (\n\t`workspace_id` text NOT NULL,\n\t`name` text NOT NULL,\n\t`how` text NOT NULL,\n\t`erased_at` integer NOT NULL,\n\tPRIMARY KEY(`workspace_id`, `name`)\n) WITHOUT ROWID;",
      "CREATE INDEX `tombstones_by_time` ON `tombstones` (`erased_at`);",
      "ALTER TABLE `recipients` ADD `added_at` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `recipients` ADD `mark` text;",
      "CREATE INDEX `recipients_by_mark` ON `recipients` (`workspace_id`,`mark`);",
      "CREATE INDEX `recipients_unmarked` ON `recipients` (`campaign_id`) WHERE \"recipients\".\"mark\" IS NULL;",
      "CREATE INDEX `responses_commented` ON `responses` (`survey_id`,`answered_at`) WHERE \"responses\".\"comment\" IS NOT NULL;",
      "CREATE INDEX `visits_by_time` ON `visits` (`survey_id`,`changed_at`);",
      "CREATE INDEX `visits_commented` ON `visits` (`survey_id`,`changed_at`) WHERE \"visits\".\"said\" ->> 'comment' IS NOT NULL;",
      "INSERT INTO person_key (key) VALUES (lower(hex(randomblob(32))));",
      "UPDATE recipients SET added_at = (SELECT created_at FROM campaigns WHERE id = campaign_id);",
      "CREATE INDEX recipients_by_time ON recipients (survey_id, coalesce(last_sent_at, added_at));",
      "INSERT INTO oldest (survey_id, what, workspace_id, at)\nSELECT s.id, w.value, s.workspace_id, min(\n  coalesce((SELECT min(answered_at) FROM responses WHERE survey_id = s.id), 9e15),\n  coalesce((SELECT min(shown_at) FROM views WHERE survey_id = s.id), 9e15),\n  coalesce((SELECT min(changed_at) FROM visits WHERE survey_id = s.id), 9e15),\n  coalesce((SELECT min(coalesce(last_sent_at, added_at)) FROM recipients WHERE survey_id = s.id), 9e15)\n) AS at FROM surveys s, json_each('[\"answers\", \"comments\"]') w WHERE at < 9e15;",
      "-- Nothing a survey holds is older than its row in `oldest`.\nCREATE TRIGGER responses_aged AFTER INSERT ON responses WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.answered_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'answers', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER responses_redated AFTER UPDATE OF answered_at ON responses WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.answered_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'answers', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER comments_aged AFTER INSERT ON responses WHEN new.comment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.answered_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'comments', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER comments_redated AFTER UPDATE OF comment, answered_at ON responses WHEN new.comment IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.answered_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'comments', workspace_id, new.answered_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER views_aged AFTER INSERT ON views WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.shown_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'answers', workspace_id, new.shown_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER visits_aged AFTER INSERT ON visits WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.changed_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'answers', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER visits_commented_on AFTER INSERT ON visits WHEN new.said ->> 'comment' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.changed_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'comments', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER visits_reworded AFTER UPDATE OF said ON visits WHEN new.said ->> 'comment' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'comments' AND at <= new.changed_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'comments', workspace_id, new.changed_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "CREATE TRIGGER recipients_aged AFTER INSERT ON recipients WHEN NOT EXISTS (SELECT 1 FROM oldest WHERE survey_id = new.survey_id AND what = 'answers' AND at <= new.added_at) BEGIN\n  INSERT INTO oldest (survey_id, what, workspace_id, at)\n  SELECT id, 'answers', workspace_id, new.added_at FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET at = excluded.at;\nEND;",
      "-- A count of nothing still says what a person who was erased had: a property's value, a theme.\nCREATE TRIGGER segment_counts_emptied AFTER UPDATE ON segment_counts WHEN new.c0 = 0 AND new.c1 = 0 AND new.c2 = 0 AND new.c3 = 0 AND new.c4 = 0 AND new.c5 = 0 AND new.c6 = 0 AND new.c7 = 0 AND new.c8 = 0 AND new.c9 = 0 AND new.c10 = 0 AND new.commented = 0 BEGIN\n  DELETE FROM segment_counts WHERE survey_id = new.survey_id AND property = new.property AND value = new.value AND channel = new.channel\n    AND state = new.state AND day = new.day;\nEND;",
      "CREATE TRIGGER theme_counts_emptied AFTER UPDATE ON theme_counts WHEN new.c0 = 0 AND new.c1 = 0 AND new.c2 = 0 AND new.c3 = 0 AND new.c4 = 0 AND new.c5 = 0 AND new.c6 = 0 AND new.c7 = 0 AND new.c8 = 0 AND new.c9 = 0 AND new.c10 = 0 BEGIN\n  DELETE FROM theme_counts WHERE edition = new.edition AND property = new.property AND value = new.value AND kind = new.kind\n    AND day = new.day AND channel = new.channel AND state = new.state AND about = new.about;\nEND;",
      "DELETE FROM segment_counts WHERE c0 = 0 AND c1 = 0 AND c2 = 0 AND c3 = 0 AND c4 = 0 AND c5 = 0 AND c6 = 0 AND c7 = 0 AND c8 = 0 AND c9 = 0 AND c10 = 0 AND commented = 0;",
      "DELETE FROM theme_counts WHERE c0 = 0 AND c1 = 0 AND c2 = 0 AND c3 = 0 AND c4 = 0 AND c5 = 0 AND c6 = 0 AND c7 = 0 AND c8 = 0 AND c9 = 0 AND c10 = 0;"
    ]
  },
  {
    "name": "0016_identity",
    "statements": [
      "CREATE TABLE `mail_days` (\n\t`workspace_id` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`sent` integer NOT NULL,\n\tPRIMARY KEY(`workspace_id`, `day`),\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE TABLE `link_keys` (\n\t`workspace_id` text NOT NULL,\n\t`salt` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`older_end_at` integer,\n\tPRIMARY KEY(`workspace_id`, `salt`),\n\tFOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "ALTER TABLE `link_secrets` ADD `older_end_at` integer;",
      "ALTER TABLE `responses` ADD `verified_fields` text;",
      "ALTER TABLE `views` ADD `person_verified` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `views` ADD `email_verified` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `workspaces` ADD `signatures` text DEFAULT 'ids' NOT NULL;",
      "ALTER TABLE `workspaces` ADD `mail_from` text;",
      "ALTER TABLE `workspaces` ADD `mails_a_day` integer;",
      "-- Signed and claimed answers of one name are different people's: which of them counts is decided apart.\nDROP INDEX responses_by_person;",
      "CREATE INDEX responses_by_person ON responses (survey_id, coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)), respondent_verified, answered_at, id, state, channel, rating, comment IS NOT NULL)\nWHERE coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) IS NOT NULL;",
      "-- A quota that strangers filled still has room for as many verified answers.\nCREATE INDEX responses_verified ON responses (survey_id, answered_at) WHERE respondent_verified = 1 AND state = 'counted';"
    ]
  },
  {
    "name": "0017_sightings",
    "statements": [
      "CREATE TABLE `sightings` (\n\t`survey_id` text NOT NULL,\n\t`origin` text NOT NULL,\n\t`seen_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `origin`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);"
    ]
  },
  {
    "name": "0018_recipients_by_response",
    "statements": [
      "CREATE INDEX `recipients_by_response` ON `recipients` (`survey_id`,`response_id`);"
    ]
  },
  {
    "name": "0019_mail_replies",
    "statements": [
      "ALTER TABLE `campaigns` ADD `trouble` text;",
      "ALTER TABLE `recipients` ADD `unknowns` integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE `recipients` ADD `tried_at` integer;",
      "ALTER TABLE `recipients` ADD `code` integer;",
      "ALTER TABLE `recipients` ADD `said` text;"
    ]
  },
  {
    "name": "0020_recipients_by_invitation",
    "statements": [
      "CREATE INDEX `recipients_by_invitation` ON `recipients` (`workspace_id`,`invitation`);"
    ]
  },
  {
    "name": "0021_imports",
    "statements": [
      "CREATE TABLE `imports` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`file` text NOT NULL,\n\t`hash` text NOT NULL,\n\t`mapping` text NOT NULL,\n\t`edition` integer NOT NULL,\n\t`state` text NOT NULL,\n\t`read` integer DEFAULT 0 NOT NULL,\n\t`refused` integer DEFAULT 0 NOT NULL,\n\t`replaced` integer DEFAULT 0 NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`changed_at` integer NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `imports_by_time` ON `imports` (`survey_id`,`created_at`,`id`);",
      "CREATE UNIQUE INDEX `imports_by_content` ON `imports` (`survey_id`,`hash`) WHERE \"imports\".\"state\" <> 'taken back';",
      "ALTER TABLE `responses` ADD `import_id` text;",
      "ALTER TABLE `responses` ADD `import_edition` integer;",
      "CREATE INDEX `responses_by_import` ON `responses` (`import_id`,`import_edition`) WHERE \"responses\".\"import_id\" IS NOT NULL;"
    ]
  },
  {
    "name": "0022_conscious_the_spike",
    "statements": [
      "ALTER TABLE `surveys` ADD `archived_at` integer;",
      "ALTER TABLE `surveys` ADD `deleted_at` integer;",
      "CREATE INDEX `surveys_deleted` ON `surveys` (`deleted_at`) WHERE \"surveys\".\"deleted_at\" IS NOT NULL;"
    ]
  },
  {
    "name": "0023_accounts_and_samples",
    "statements": [
      "CREATE TABLE `tag_samples` (\n\t`survey_id` text NOT NULL,\n\t`drawn_at` integer NOT NULL,\n\t`id` text NOT NULL,\n\t`place` integer NOT NULL,\n\t`from_at` integer NOT NULL,\n\t`to_at` integer NOT NULL,\n\tPRIMARY KEY(`survey_id`, `id`, `drawn_at`),\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "ALTER TABLE `workspaces` ADD `account_property` text;",
      "CREATE TRIGGER tag_samples_erased BEFORE DELETE ON responses BEGIN\n  DELETE FROM tag_samples WHERE survey_id = old.survey_id AND id = old.id;\nEND;"
    ]
  },
  {
    "name": "0024_keys_in_use",
    "statements": [
      "CREATE TABLE `write_probe` (\n\t`id` integer PRIMARY KEY NOT NULL,\n\t`at` integer NOT NULL\n);",
      "ALTER TABLE `keys` ADD `last_used_at` integer;",
      "CREATE INDEX `keys_by_workspace` ON `keys` (`workspace_id`,`created_at`,`hash`);",
      "CREATE INDEX `workspaces_by_time` ON `workspaces` (`created_at`,`id`);",
      "CREATE INDEX `workspaces_by_database` ON `workspaces` (`database_url`);"
    ]
  },
  {
    "name": "0025_recurring_asks",
    "statements": [
      "CREATE TABLE `asks` (\n\t`campaign_id` text NOT NULL,\n\t`email` text NOT NULL,\n\t`workspace_id` text NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`invitation` text NOT NULL,\n\t`response_id` text NOT NULL,\n\t`mails` integer NOT NULL,\n\t`asked_at` integer,\n\t`last_sent_at` integer,\n\tPRIMARY KEY(`workspace_id`, `invitation`),\n\tFOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE INDEX `asks_by_recipient` ON `asks` (`campaign_id`,`email`);",
      "CREATE INDEX `asks_by_response` ON `asks` (`survey_id`,`response_id`);",
      "ALTER TABLE `recipients` ADD `asked_at` integer;",
      "ALTER TABLE `recipients` ADD `next_ask_at` integer;",
      "CREATE INDEX `recipients_by_next_ask` ON `recipients` (`campaign_id`,`next_ask_at`) WHERE \"recipients\".\"next_ask_at\" IS NOT NULL;",
      "CREATE TRIGGER `asks_go_with_recipients` AFTER DELETE ON `recipients` BEGIN\n  DELETE FROM asks WHERE campaign_id = old.campaign_id AND email = old.email;\nEND;"
    ]
  },
  {
    "name": "0026_changes",
    "statements": [
      "CREATE TABLE `once_answers` (\n\t`name` text PRIMARY KEY NOT NULL,\n\t`request` text NOT NULL,\n\t`answer` text,\n\t`created_at` integer NOT NULL\n);",
      "CREATE INDEX `once_answers_by_time` ON `once_answers` (`created_at`);",
      "ALTER TABLE `codebooks` ADD `edits` integer DEFAULT 1 NOT NULL;",
      "ALTER TABLE `surveys` ADD `edits` integer DEFAULT 1 NOT NULL;",
      "ALTER TABLE `workspaces` ADD `edits` integer DEFAULT 1 NOT NULL;",
      "-- Whatever changes a row counts it, so that a change made from what was read before is noticed.\nCREATE TRIGGER surveys_edited AFTER UPDATE ON surveys WHEN old.edits = new.edits BEGIN\n  UPDATE surveys SET edits = edits + 1 WHERE id = new.id;\nEND;",
      "CREATE TRIGGER workspaces_edited AFTER UPDATE ON workspaces WHEN old.edits = new.edits BEGIN\n  UPDATE workspaces SET edits = edits + 1 WHERE id = new.id;\nEND;",
      "CREATE TRIGGER codebooks_edited AFTER UPDATE ON codebooks WHEN old.edits = new.edits BEGIN\n  UPDATE codebooks SET edits = edits + 1 WHERE id = new.id;\nEND;",
      "CREATE TABLE `answer_changes` (\n\t`workspace_id` text NOT NULL,\n\t`number` integer NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`id` text NOT NULL,\n\t`erased_at` integer,\n\tPRIMARY KEY(`workspace_id`, `number`)\n) WITHOUT ROWID;",
      "CREATE UNIQUE INDEX `answer_changes_by_answer` ON `answer_changes` (`survey_id`,`id`);",
      "CREATE INDEX `answer_changes_erased` ON `answer_changes` (`erased_at`) WHERE \"answer_changes\".\"erased_at\" IS NOT NULL;",
      "CREATE TABLE `change_epoch` (\n\t`epoch` text PRIMARY KEY NOT NULL\n);",
      "INSERT INTO change_epoch (epoch) VALUES (lower(hex(randomblob(8))));",
      "INSERT INTO answer_changes (workspace_id, number, survey_id, id)\nSELECT s.workspace_id, row_number() OVER (PARTITION BY s.workspace_id ORDER BY r.updated_at, r.survey_id, r.id), r.survey_id, r.id\nFROM responses r JOIN surveys s ON s.id = r.survey_id;",
      "-- Whatever changes an answer gives it the next number: no way of changing one can forget to.\nCREATE TRIGGER responses_numbered AFTER INSERT ON responses BEGIN\n  INSERT INTO answer_changes (workspace_id, number, survey_id, id)\n  SELECT s.workspace_id, coalesce((SELECT max(c.number) FROM answer_changes c WHERE c.workspace_id = s.workspace_id), 0) + 1,\n    new.survey_id, new.id\n  FROM surveys s WHERE s.id = new.survey_id\n  ON CONFLICT (survey_id, id) DO UPDATE SET number = excluded.number, erased_at = NULL;\nEND;",
      "CREATE TRIGGER responses_renumbered AFTER UPDATE ON responses BEGIN\n  UPDATE answer_changes SET number = (SELECT max(c.number) + 1 FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id)\n  WHERE survey_id = new.survey_id AND id = new.id;\nEND;",
      "CREATE TRIGGER responses_gone AFTER DELETE ON responses BEGIN\n  UPDATE answer_changes SET number = (SELECT max(c.number) + 1 FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id),\n    erased_at = unixepoch() * 1000\n  WHERE survey_id = old.survey_id AND id = old.id;\nEND;"
    ]
  },
  {
    "name": "0027_address_keys",
    "statements": [
      "CREATE TABLE `unkeyed_addresses` (\n\t`kind` text NOT NULL,\n\t`place` text NOT NULL,\n\t`name` text NOT NULL,\n\tPRIMARY KEY(`kind`, `place`, `name`)\n);",
      "-- An address in ASCII is its key in lower case; `keyAddresses` goes through the others.\nINSERT INTO unkeyed_addresses SELECT 'response', survey_id, id FROM responses WHERE respondent_email GLOB '*[^ -~]*';",
      "INSERT INTO unkeyed_addresses SELECT 'view', survey_id, id FROM views WHERE email GLOB '*[^ -~]*';",
      "INSERT INTO unkeyed_addresses SELECT 'recipient', campaign_id, email FROM recipients WHERE email GLOB '*[^ -~]*';"
    ]
  },
  {
    "name": "0028_console",
    "statements": [
      "CREATE TABLE `workspace_counts` (\n\t`workspace_id` text NOT NULL,\n\t`day` integer NOT NULL,\n\t`channel` text NOT NULL,\n\t`state` text NOT NULL,\n\t`c0` integer NOT NULL,\n\t`c1` integer NOT NULL,\n\t`c2` integer NOT NULL,\n\t`c3` integer NOT NULL,\n\t`c4` integer NOT NULL,\n\t`c5` integer NOT NULL,\n\t`c6` integer NOT NULL,\n\t`c7` integer NOT NULL,\n\t`c8` integer NOT NULL,\n\t`c9` integer NOT NULL,\n\t`c10` integer NOT NULL,\n\t`commented` integer NOT NULL,\n\tPRIMARY KEY(`workspace_id`, `day`, `channel`, `state`)\n) WITHOUT ROWID;",
      "CREATE INDEX `responses_undecided` ON `responses` (`survey_id`,`held_reason`) WHERE \"responses\".\"held_reason\" IS NOT NULL AND \"responses\".\"ruling\" IS NULL;",
      "CREATE INDEX `views_of_people` ON `views` (`survey_id`,`person`,`person_verified`,`shown_at`,`dismissed_at`) WHERE \"views\".\"person\" IS NOT NULL;",
      "CREATE INDEX `views_of_nobody` ON `views` (`survey_id`,`shown_at`,`id`) WHERE \"views\".\"person\" IS NULL;",
      "DROP INDEX responses_by_email;",
      "-- By the email first: whose it is is asked of all surveys at once.\nCREATE INDEX responses_by_email ON responses (lower(respondent_email), survey_id, answered_at) WHERE respondent_email IS NOT NULL;",
      "-- Whatever changes the counts of a survey changes those of its workspace.\nCREATE TRIGGER day_counts_added AFTER INSERT ON day_counts BEGIN\n  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT workspace_id, new.day, new.channel, new.state, new.c0, new.c1, new.c2, new.c3, new.c4, new.c5, new.c6, new.c7, new.c8, new.c9, new.c10, new.commented\n  FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER day_counts_changed AFTER UPDATE ON day_counts BEGIN\n  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT workspace_id, new.day, new.channel, new.state, new.c0 - old.c0, new.c1 - old.c1, new.c2 - old.c2, new.c3 - old.c3, new.c4 - old.c4, new.c5 - old.c5, new.c6 - old.c6, new.c7 - old.c7, new.c8 - old.c8, new.c9 - old.c9, new.c10 - old.c10, new.commented - old.commented\n  FROM surveys WHERE id = new.survey_id\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "CREATE TRIGGER day_counts_removed AFTER DELETE ON day_counts BEGIN\n  INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\n  SELECT workspace_id, old.day, old.channel, old.state, -old.c0, -old.c1, -old.c2, -old.c3, -old.c4, -old.c5, -old.c6, -old.c7, -old.c8, -old.c9, -old.c10, -old.commented\n  FROM surveys WHERE id = old.survey_id\n  ON CONFLICT DO UPDATE SET\n    c0 = c0 + excluded.c0,\n    c1 = c1 + excluded.c1,\n    c2 = c2 + excluded.c2,\n    c3 = c3 + excluded.c3,\n    c4 = c4 + excluded.c4,\n    c5 = c5 + excluded.c5,\n    c6 = c6 + excluded.c6,\n    c7 = c7 + excluded.c7,\n    c8 = c8 + excluded.c8,\n    c9 = c9 + excluded.c9,\n    c10 = c10 + excluded.c10,\n    commented = commented + excluded.commented;\nEND;",
      "INSERT INTO workspace_counts (workspace_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)\nSELECT s.workspace_id, d.day, d.channel, d.state, sum(d.c0), sum(d.c1), sum(d.c2), sum(d.c3), sum(d.c4), sum(d.c5), sum(d.c6), sum(d.c7), sum(d.c8), sum(d.c9), sum(d.c10), sum(d.commented)\nFROM day_counts d JOIN surveys s ON s.id = d.survey_id GROUP BY 1, 2, 3, 4;"
    ]
  },
  {
    "name": "0029_badges",
    "statements": [
      "CREATE TABLE `badges` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`survey_id` text NOT NULL,\n\t`token` text NOT NULL,\n\t`label` text,\n\t`days` integer,\n\t`created_at` integer NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "CREATE UNIQUE INDEX `badges_by_token` ON `badges` (`token`);",
      "CREATE INDEX `badges_by_survey` ON `badges` (`survey_id`,`created_at`,`id`);",
      "ALTER TABLE `campaigns` ADD `edits` integer DEFAULT 1 NOT NULL;",
      "-- Sending changes the row too, and is no change that anybody made.\nCREATE TRIGGER campaigns_edited AFTER UPDATE OF plan, status ON campaigns\nWHEN old.plan IS NOT new.plan OR old.status IS NOT new.status BEGIN\n  UPDATE campaigns SET edits = edits + 1 WHERE id = new.id;\nEND;"
    ]
  },
  {
    "name": "0030_goal_shares",
    "statements": [
      "CREATE TABLE `goal_shares` (\n\t`survey_id` text PRIMARY KEY NOT NULL,\n\t`adjust_at` integer NOT NULL,\n\t`shares` text NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "-- A goal that is new or has changed is due at once. Without an upsert, which the conflict clause of the insert\n-- that fires a trigger would override.\nCREATE TRIGGER goal_made AFTER INSERT ON survey_versions BEGIN\n  INSERT INTO goal_shares (survey_id, adjust_at, shares) SELECT new.survey_id, 0, '[]'\n    WHERE new.definition ->> 'goal' IS NOT NULL\n      AND NOT EXISTS (SELECT 1 FROM goal_shares WHERE survey_id = new.survey_id);\n  UPDATE goal_shares SET adjust_at = 0 WHERE survey_id = new.survey_id;\nEND;",
      "CREATE TRIGGER goal_changed AFTER UPDATE OF definition ON survey_versions BEGIN\n  INSERT INTO goal_shares (survey_id, adjust_at, shares) SELECT new.survey_id, 0, '[]'\n    WHERE new.definition ->> 'goal' IS NOT NULL\n      AND NOT EXISTS (SELECT 1 FROM goal_shares WHERE survey_id = new.survey_id);\n  UPDATE goal_shares SET adjust_at = 0 WHERE survey_id = new.survey_id;\nEND;"
    ]
  },
  {
    "name": "0031_order",
    "statements": [
      "CREATE INDEX `recipients_by_arrival` ON `recipients` (`survey_id`,`added_at`,`email`,`campaign_id`);"
    ]
  },
  {
    "name": "0032_paused",
    "statements": [
      "CREATE TABLE `survey_drafts` (\n\t`survey_id` text PRIMARY KEY NOT NULL,\n\t`definition` text NOT NULL,\n\t`version` integer NOT NULL,\n\t`saved_at` integer NOT NULL,\n\tFOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action\n);",
      "ALTER TABLE `surveys` ADD `paused_at` integer;"
    ]
  },
  {
    "name": "0033_vocabulary",
    "statements": [
      "-- The words of answer_words, to find those with the same beginning. It holds nothing of its own.\nCREATE VIRTUAL TABLE answer_vocabulary USING fts5vocab('answer_words', 'instance');"
    ]
  }
]
