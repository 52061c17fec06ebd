import * as z from 'zod'
import { type Goal, goalPeriods } from '../../shared/goal.ts'

const wrongWidth = 'must be a number from 0.01 to 50'

/** How sure a score is to be in each period. */
export const goal = z
  .strictObject({
    width: z
      .number({ error: wrongWidth })
      .min(0.01, wrongWidth)
      .max(50, wrongWidth)
      .meta({ description: 'How far the 95 % interval may reach to each side, in the unit of the score' }),
    every: z.enum(goalPeriods, { error: `must be one of ${goalPeriods.join(', ')}` }).meta({
      description: "In the answers of each of these, by the calendar of the workspace's time zone",
    }),
  } satisfies Record<keyof Goal, z.ZodType>)
  .meta({ id: 'Goal' })
  .nullable()
  .meta({
    description:
      'How sure the score is to be, like ±5 points a quarter: then each day the widget asks the share of people that brings as many answers, always the same people, and no more than `rules.share`',
    examples: [{ width: 5, every: 'quarter' }],
  })

const times = z.iso.datetime()

export const goalAnswer = z
  .object({
    goal,
    progress: z
      .object({
        period: z
          .object({ from: times, to: times, timezone: z.string() })
          .meta({ id: 'GoalPeriod', description: 'The week, month or quarter that it is now' }),
        planned: z.int().meta({ description: 'Answers that make the interval as narrow as the goal' }),
        plannedBy: z.enum(['earlier answers', 'widest spread']).meta({
          description:
            'The spread that `planned` was found from: of the answers of the year before the period where there are 100, else the widest there can be; never of its own answers, by which it would end when they happen to agree',
        }),
        answers: z.int(),
        width: z
          .number()
          .nullable()
          .meta({ description: 'How far their interval reaches to each side; null below 10 answers' }),
        reachedOn: times
          .nullable()
          .meta({ description: 'The beginning of the day on which the planned answers had come' }),
        expectedOn: times.nullable().meta({
          description:
            'When they will have, by how they came in the last two weeks; null when that is not in this period, and while nothing is known',
        }),
        share: z.number().meta({ description: 'The share of people the widget asks today, 0–1' }),
      })
      .nullable(),
  })
  .meta({ id: 'GoalProgress' })
