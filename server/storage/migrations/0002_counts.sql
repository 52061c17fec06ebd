CREATE TABLE `day_counts` (
	`survey_id` text NOT NULL,
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
	PRIMARY KEY(`survey_id`, `day`, `channel`, `state`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `quarter_counts` (
	`survey_id` text NOT NULL,
	`quarter` integer NOT NULL,
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
	PRIMARY KEY(`survey_id`, `quarter`, `channel`, `state`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `segment_counts` (
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`property` text NOT NULL,
	`value` text NOT NULL,
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
	PRIMARY KEY(`survey_id`, `property`, `value`, `channel`, `state`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `view_counts` (
	`survey_id` text NOT NULL,
	`day` integer NOT NULL,
	`shown` integer NOT NULL,
	`dismissed` integer NOT NULL,
	PRIMARY KEY(`survey_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER responses_counted AFTER INSERT ON responses BEGIN
  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)
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
  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)
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
  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL
  FROM json_each(new.properties) p
  WHERE true
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
CREATE TRIGGER responses_recounted AFTER UPDATE OF rating, comment, channel, state, answered_at, properties ON responses
WHEN old.answered_at / 900000 = new.answered_at / 900000 AND old.channel = new.channel AND old.state = new.state AND old.properties IS new.properties AND (old.rating <> new.rating OR (old.comment IS NULL) <> (new.comment IS NULL)) BEGIN
  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL))
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
  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL))
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
  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, (new.rating = 0) - (old.rating = 0), (new.rating = 1) - (old.rating = 1), (new.rating = 2) - (old.rating = 2), (new.rating = 3) - (old.rating = 3), (new.rating = 4) - (old.rating = 4), (new.rating = 5) - (old.rating = 5), (new.rating = 6) - (old.rating = 6), (new.rating = 7) - (old.rating = 7), (new.rating = 8) - (old.rating = 8), (new.rating = 9) - (old.rating = 9), (new.rating = 10) - (old.rating = 10), (new.comment IS NOT NULL) - (old.comment IS NOT NULL)
  FROM json_each(new.properties) p
  WHERE true
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
CREATE TRIGGER responses_moved AFTER UPDATE OF rating, comment, channel, state, answered_at, properties ON responses
WHEN NOT (old.answered_at / 900000 = new.answered_at / 900000 AND old.channel = new.channel AND old.state = new.state AND old.properties IS new.properties) BEGIN
  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (old.survey_id, old.answered_at / 86400000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))
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
  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (old.survey_id, old.answered_at / 900000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))
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
  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT old.survey_id, old.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL)
  FROM json_each(old.properties) p
  WHERE true
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
  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 86400000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)
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
  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (new.survey_id, new.answered_at / 900000, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL)
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
  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT new.survey_id, new.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, new.channel, new.state, new.rating = 0, new.rating = 1, new.rating = 2, new.rating = 3, new.rating = 4, new.rating = 5, new.rating = 6, new.rating = 7, new.rating = 8, new.rating = 9, new.rating = 10, new.comment IS NOT NULL
  FROM json_each(new.properties) p
  WHERE true
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
CREATE TRIGGER responses_uncounted AFTER DELETE ON responses BEGIN
  INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (old.survey_id, old.answered_at / 86400000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))
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
  INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  VALUES (old.survey_id, old.answered_at / 900000, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL))
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
  INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
  SELECT old.survey_id, old.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, old.channel, old.state, -(old.rating = 0), -(old.rating = 1), -(old.rating = 2), -(old.rating = 3), -(old.rating = 4), -(old.rating = 5), -(old.rating = 6), -(old.rating = 7), -(old.rating = 8), -(old.rating = 9), -(old.rating = 10), -(old.comment IS NOT NULL)
  FROM json_each(old.properties) p
  WHERE true
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
CREATE TRIGGER views_counted AFTER INSERT ON views BEGIN
  INSERT INTO view_counts (survey_id, day, shown, dismissed)
  VALUES (new.survey_id, new.shown_at / 86400000, 1, new.dismissed_at IS NOT NULL)
  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;
END;
--> statement-breakpoint
CREATE TRIGGER views_recounted AFTER UPDATE OF shown_at, dismissed_at ON views BEGIN
  INSERT INTO view_counts (survey_id, day, shown, dismissed)
  VALUES (old.survey_id, old.shown_at / 86400000, -1, -(old.dismissed_at IS NOT NULL))
  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;
  INSERT INTO view_counts (survey_id, day, shown, dismissed)
  VALUES (new.survey_id, new.shown_at / 86400000, 1, new.dismissed_at IS NOT NULL)
  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;
END;
--> statement-breakpoint
CREATE TRIGGER views_uncounted AFTER DELETE ON views BEGIN
  INSERT INTO view_counts (survey_id, day, shown, dismissed)
  VALUES (old.survey_id, old.shown_at / 86400000, -1, -(old.dismissed_at IS NOT NULL))
  ON CONFLICT DO UPDATE SET shown = shown + excluded.shown, dismissed = dismissed + excluded.dismissed;
END;
--> statement-breakpoint
CREATE TRIGGER responses_shown AFTER INSERT ON responses WHEN new.channel = 'widget' BEGIN
  INSERT INTO views (survey_id, id, shown_at) VALUES (new.survey_id, new.id, new.answered_at) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
INSERT INTO day_counts (survey_id, day, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
SELECT survey_id, answered_at / 86400000, channel, state, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10), count(comment) FROM responses GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO quarter_counts (survey_id, quarter, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
SELECT survey_id, answered_at / 900000, channel, state, sum(rating = 0), sum(rating = 1), sum(rating = 2), sum(rating = 3), sum(rating = 4), sum(rating = 5), sum(rating = 6), sum(rating = 7), sum(rating = 8), sum(rating = 9), sum(rating = 10), count(comment) FROM responses GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO segment_counts (survey_id, day, property, value, channel, state, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, commented)
SELECT r.survey_id, r.answered_at / 86400000, p.key, CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END, r.channel, r.state, sum(r.rating = 0), sum(r.rating = 1), sum(r.rating = 2), sum(r.rating = 3), sum(r.rating = 4), sum(r.rating = 5), sum(r.rating = 6), sum(r.rating = 7), sum(r.rating = 8), sum(r.rating = 9), sum(r.rating = 10), count(r.comment)
FROM responses r, json_each(r.properties) p GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO view_counts (survey_id, day, shown, dismissed)
SELECT survey_id, shown_at / 86400000, count(*), count(dismissed_at) FROM views GROUP BY 1, 2;
