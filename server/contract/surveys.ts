import * as z from 'zod'
import { defaultScale, type PublicSurvey } from '../../shared/survey.ts'
import { appearance } from './appearance.ts'
import { goal } from './goals.ts'
import { fieldError } from './problems.ts'
import { rules } from './rules.ts'
import { metric, scaleName, surveyStatus } from './sets.ts'
import { languageTag, line } from './words.ts'

const word = line(300).refine((value) => value !== '', 'must not be empty')
const wordWith = (...places: string[]) =>
  word.refine((value) => places.every((place) => value.includes(place)), `must hold ${places.join(' and ')}`)

/** What the survey says instead of the built-in words. */
const ownWords = z
  .strictObject({
    ...{ survey: word, reason: word, thanks: word, send: word, close: word, choices: word, contact: word },
    ...{ newWindow: word, thumbs: z.strictObject({ low: word, high: word }).partial() },
    of: wordWith('{n}', '{max}'),
    chosen: wordWith('{choice}'),
    saved: word,
    subject: wordWith('{from}'),
    ...{ unsubscribe: word, confirmUnsubscribe: word, unsubscribed: word },
    ...{ chooseRating: word, yourAnswer: word, viewAnswer: word, eraseAnswer: word, confirmErase: word },
    ...{ answerErased: word, noAnswer: word, decoyLink: word, madeWith: wordWith('{name}') },
    whoSees: wordWith('{name}'),
  })
  .partial()
  .meta({ id: 'Words', description: 'Instead of built-in words: `{ "send": "Schick es ab" }`' })

/** The words of a survey that another language may have instead. */
const translation = z
  .strictObject({
    question: line(500),
    lowLabel: line(100),
    highLabel: line(100),
    commentPrompt: line(300),
    thanks: line(300),
    byBand: appearance.byBand,
    choices: appearance.choices,
    words: ownWords,
  })
  .partial()
  .meta({ id: 'Translation' })

/** Characters of a survey's name. */
export const longestName = 200

/** What may be changed of a survey after it was made; each change is a new version. */
const changeable = {
  name: line(longestName).meta({ description: 'For the people who read reports' }),
  question: line(500)
    .refine((value) => value !== '', 'must not be empty')
    .meta({
      description:
        "When a new survey leaves it out, the metric's usual one in its `language`, as with labels, prompt and thanks",
    }),
  lowLabel: line(100).meta({ description: 'What the low end of the scale means' }),
  highLabel: line(100),
  commentPrompt: line(300),
  thanks: line(300),
  words: ownWords.nullable(),
  language: languageTag,
  translations: z
    .record(languageTag, translation)
    .refine((given) => Object.keys(given).length <= 60, 'must be at most 60 languages')
    .nullable()
    .meta({
      description:
        'The words in other languages, by BCP 47 tag; what one lacks is said in the built-in words of that language',
    }),
  ...appearance,
  rules,
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
  identity: z
    .enum(['optional', 'required'], { error: 'must be optional or required' })
    .meta({ description: "With `required`, answers that the host's server did not sign are held" }),
  goal,
} as const

const definition = z.strictObject(changeable)
export type Definition = z.infer<typeof definition>

export const newSurvey = definition
  .partial()
  .extend({
    metric,
    scale: scaleName
      .optional()
      .meta({ description: `The usual one when left out: ${JSON.stringify(defaultScale)}` }),
    status: z.enum(['draft', 'live'], { error: 'must be draft or live' }).optional(),
  })
  .meta({ id: 'NewSurvey' })
export type NewSurvey = z.infer<typeof newSurvey>

export const surveyChange = newSurvey
  .partial()
  .omit({ status: true })
  .meta({
    id: 'SurveyChange',
    examples: [
      { question: 'How likely are you to recommend us?', look: { accent: '#6b74f2', radius: 8 } },
      { rules: { when: { seconds: 5 }, pages: { include: ['/app/*'] }, share: 0.5, quietDays: 14 } },
    ],
  })
export type SurveyChange = z.infer<typeof surveyChange>

export const survey = definition
  .extend({
    id: z.string(),
    status: surveyStatus,
    metric,
    scale: scaleName,
    pausedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Since when a live survey asks nobody for a while; `null` when it asks' }),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Survey' })
export type Survey = z.infer<typeof survey>

/** A survey with what somebody should look at: settings without effect, and names it was sent that are nobody's. */
export const savedSurvey = survey.extend({ warnings: z.array(fieldError) }).meta({ id: 'SavedSurvey' })
export type SavedSurvey = z.infer<typeof savedSurvey>

const point = z.int()
const thumbWords = z.object({ low: z.string(), high: z.string() }).meta({ id: 'ThumbWords' })

export const publicSurvey = z
  .object({
    id: z.string(),
    version: z.int(),
    metric,
    scale: z.object({
      min: point,
      max: point,
      direction: z.enum(['up', 'down']),
      positive: point,
      negative: point,
    }),
    language: z.string(),
    languages: z.array(z.string()).optional(),
    wordsIn: z
      .string()
      .optional()
      .meta({ description: 'The language of `words`, where `language` itself has none' }),
    words: z
      .object({
        ...{ survey: z.string(), reason: z.string(), thanks: z.string(), send: z.string() },
        ...{
          close: z.string(),
          of: z.string(),
          chosen: z.string(),
          saved: z.string(),
          choices: z.string(),
          contact: z.string(),
        },
        ...{ newWindow: z.string(), thumbs: thumbWords },
      })
      .optional()
      .meta({ description: 'What the widget itself says' }),
    question: z.string(),
    lowLabel: z.string(),
    highLabel: z.string(),
    commentPrompt: z.string(),
    thanks: z.string(),
    format: appearance.format,
    corner: appearance.corner.unwrap().optional(),
    display: appearance.display.unwrap().optional(),
    byBand: appearance.byBand.unwrap().optional(),
    choices: appearance.choices.unwrap().optional(),
    contact: z.boolean().optional(),
    look: appearance.look.unwrap().optional(),
    customer: z.string().optional().meta({ description: 'The name of the workspace, with a logo' }),
    rules: rules.unwrap().optional(),
  })
  .meta({ id: 'PublicSurvey' }) satisfies z.ZodType<PublicSurvey>
