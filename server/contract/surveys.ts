import * as z from 'zod'
import { defaultScale, scales } from '../../shared/survey.ts'
import { line } from './words.ts'

const scaleNames = [...new Set(Object.values(scales).flatMap((offered) => Object.keys(offered)))]

/** What may be changed of a survey after it was made; each change is a new version. */
const changeable = {
  name: line(200).meta({ description: 'For the people who read reports' }),
  question: line(500).refine((value) => value !== '', 'must not be empty'),
  lowLabel: line(100).meta({ description: 'What the low end of the scale means' }),
  highLabel: line(100),
  commentPrompt: line(300),
  thanks: line(300),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, like en or pt-BR'),
  format: z.enum(['popover', 'inline'], { error: 'must be popover or inline' }),
  touchpoint: line(100)
    .nullable()
    .meta({ description: "Where in the customer's journey it is asked: onboarding, support, exit, …" }),
  threshold: z
    .int({ error: 'must be a point of the scale, or null for the usual one' })
    .nullable()
    .meta({ description: 'Where the positive band begins, when it is not where the metric puts it' }),
  primary: z
    .enum(['topBox', 'mean'], { error: 'must be topBox or mean' })
    .meta({ description: 'For CES: which of the two outputs leads' }),
} as const

const definition = z.object(changeable)
export type Definition = z.infer<typeof definition>

export const newSurvey = definition
  .partial()
  .extend({
    metric: z.enum(['nps', 'csat', 'ces'], { error: 'must be nps, csat or ces' }),
    scale: z
      .enum(scaleNames as [string, ...string[]], { error: `must be one of ${scaleNames.join(', ')}` })
      .optional()
      .meta({ description: `The usual one when left out: ${JSON.stringify(defaultScale)}` }),
    status: z.enum(['draft', 'live'], { error: 'must be draft or live' }).optional(),
  })
  .meta({ id: 'NewSurvey' })
export type NewSurvey = z.infer<typeof newSurvey>

export const surveyChange = newSurvey.partial().omit({ status: true }).meta({ id: 'SurveyChange' })
export type SurveyChange = z.infer<typeof surveyChange>

export const survey = definition
  .extend({
    id: z.string(),
    status: z.enum(['draft', 'live', 'closed']),
    metric: z.enum(['nps', 'csat', 'ces']),
    scale: z.string(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Survey' })
export type Survey = z.infer<typeof survey>

const point = z.int()

export const publicSurvey = z
  .object({
    id: z.string(),
    version: z.int(),
    metric: z.enum(['nps', 'csat', 'ces']),
    scale: z.object({
      min: point,
      max: point,
      direction: z.enum(['up', 'down']),
      positive: point,
      negative: point,
    }),
    language: z.string(),
    format: z.enum(['popover', 'inline']),
    question: z.string(),
    lowLabel: z.string(),
    highLabel: z.string(),
    commentPrompt: z.string(),
    thanks: z.string(),
  })
  .meta({ id: 'PublicSurvey' })
