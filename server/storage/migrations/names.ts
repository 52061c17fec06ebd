// Made by `npm run migrations`, like all.ts.
export const migrationNames: readonly string[] = ["0000_first","0001_sessions","0002_counts","0003_people","0004_identity","0005_link_secrets","0006_visits","0007_themes","0008_cadence","0009_campaigns","0010_retention","0011_own_database","0012_language","0013_moderation","0014_answers","0015_erasure","0016_identity","0017_sightings"]
