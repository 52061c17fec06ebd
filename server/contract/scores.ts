import * as z from 'zod'
import { page } from './lists.ts'
import { overviewCall } from './queries.ts'
import { reportWords } from './reports.ts'
import { unit, verdict } from './sets.ts'
import { line, wholeNumber } from './words.ts'

const mostDays = 3660
const daysError = `must be a whole number from 1 to ${mostDays}`
const days = z.coerce.number({ error: daysError }).pipe(wholeNumber(1, mostDays))

/** Which answers a score is of: those of a report, or of the last days. */
export const scoreCall = overviewCall.omit({ survey: true, limit: true, cursor: true }).extend({
  days: days.optional().meta({
    description:
      'Only the last so many days, today included, instead of from and to; compared with as many before',
    examples: [90],
  }),
})
export type ScoreQuery = z.infer<typeof scoreCall>

const { interval, measured, number, period, surveyInReport } = reportWords

const found = {
  period,
  ...measured,
  unit,
  interval,
  verdict: verdict
    .nullable()
    .meta({ description: 'Of the change since the period compared with; null when there is none' }),
  difference: number.meta({
    description: 'By how much the score changed, in its unit; null where there are too few answers to say',
  }),
  words: z.string().meta({
    description: 'All of it in English, rounded as the report rounds it',
    examples: ['NPS 42, 95% sure between 30 and 54, from 120 answers.'],
  }),
}

const example = {
  period: { from: '2026-08-31T22:00:00.000Z', to: '2026-11-29T23:00:00.000Z', timezone: 'Europe/Berlin' },
  n: 120,
  value: 41.666666666666664,
  unit: 'points',
  interval: { low: 29.6, high: 53.7, confidence: 0.95 },
  caution: null,
  verdict: 'not distinguishable',
  difference: 3.2,
  words:
    'NPS 42, 95% sure between 30 and 54, from 120 answers. 1 Sept – 29 Nov 2026. No distinguishable change.',
} as const

/** A score with what is needed to judge it, and no more. */
export const pageScore = z.object({ survey: surveyInReport, ...found }).meta({ id: 'PageScore' })

/** What anybody may read who has a badge. */
export const badgeScore = z
  .object({ label: z.string(), ...found })
  .meta({ id: 'BadgeScore', examples: [{ label: 'NPS', ...example }] })

export const newBadge = z
  .strictObject({
    label: line(40)
      .optional()
      .meta({ description: 'What stands beside the number; else the name of the score' }),
    days: wholeNumber(1, mostDays)
      .optional()
      .meta({ description: 'Of the last so many days, in the time zone of the workspace; else of all time' }),
  })
  .meta({ id: 'NewBadge', examples: [{ label: 'Customers recommend us', days: 90 }] })

export const badge = z
  .object({
    id: z.string(),
    label: z.string().nullable(),
    days: z.int().nullable(),
    token: z.string().meta({ description: 'Reads the score of this survey, and nothing else' }),
    svg: z.string().meta({ description: 'The address of a picture, to show on any page' }),
    json: z.string().meta({ description: 'The address of the same in JSON, which any page may read' }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Badge' })
export type Badge = z.infer<typeof badge>

export const badges = page(badge).meta({ id: 'BadgeList' })
