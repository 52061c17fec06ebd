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
  }
]
