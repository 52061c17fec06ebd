import * as z from 'zod'
import { campaignStatus, mailTrouble } from './sets.ts'

/** What a look at the whole server found; lists are empty where all is well. */
export const checkup = z
  .object({
    isWell: z.boolean(),
    integrity: z.array(z.string()).meta({ description: 'What SQLite finds wrong with the file' }),
    miscounted: z
      .array(z.object({ surveyId: z.string(), differences: z.int() }))
      .meta({ description: 'Surveys whose counts differ from their responses' }),
    ahead: z.int().meta({ description: 'Responses from the future: the clock was, or is, wrong' }),
    missingMigrations: z.array(z.string()),
    unknownMigrations: z
      .array(z.string())
      .meta({ description: 'Made by a newer version than the one that runs' }),
    sqlite: z.string().meta({ description: 'The version of SQLite in use' }),
    time: z.iso.datetime().meta({ description: "The server's clock" }),
    bytes: z.int().meta({ description: 'Size of the database' }),
    logBytes: z.int().nullable().meta({
      description: 'Size of the log (WAL) beside the file; large when it cannot be moved into the file',
    }),
    retentionLagSeconds: z.int().meta({
      description: 'How long the oldest thing that is kept no longer is overdue; 0 when nothing is',
    }),
    campaigns: z
      .array(
        z.object({
          id: z.string(),
          status: campaignStatus,
          what: mailTrouble,
          since: z.iso.datetime(),
          code: z.int().nullable(),
          text: z.string(),
          tries: z.int(),
        }),
      )
      .meta({ description: 'Campaigns that are kept from sending, and by what' }),
    freeBytes: z.int().nullable().meta({ description: 'Room left on its disk, where that is known' }),
  })
  .meta({ id: 'Checkup' })
export type Checkup = z.infer<typeof checkup>
