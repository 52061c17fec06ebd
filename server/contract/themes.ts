import * as z from 'zod'
import { reportQuery } from './queries.ts'
import { reportWords } from './reports.ts'
import { polarity } from './sets.ts'

/** Which comments a report of themes is of. */
export const themesQuery = reportQuery.omit({
  ...{ compare: true, count: true, verified: true },
  ...{ cluster: true, with: true },
})
export type ThemesQuery = z.infer<typeof themesQuery>

export const suggestionsQuery = themesQuery.omit({ interval: true })

const { number, share, interval, comparison, period, surveyInReport } = reportWords
const count = z.int()
export const sureShare = share.extend({ interval }).meta({ id: 'EstimatedShare' })
const bands = z.object({ positive: count, neutral: count, negative: count }).meta({ id: 'CountByBand' })
const caution = z.enum(['counts only', 'few answers']).nullable()
export const polaritySource = z.enum(['score', 'clause', 'comment', 'none']).meta({
  id: 'PolaritySource',
  description: "What told: the person's score, the words of the clause or comment, or nothing",
})
export const place = z.int().meta({ description: 'UTF-16 places in the comment, the end not included' })

export const span = z.object({ start: place, end: place, rule: z.string() }).meta({ id: 'Span' })

const quote = z.object({
  id: z.string(),
  comment: z.string(),
  rating: z.int(),
  answeredAt: z.iso.datetime(),
  polarity: polarity.nullable(),
  spans: z.array(span),
})

export const progress = z
  .object({ done: count, total: count })
  .meta({ id: 'ReadingProgress' })
  .nullable()
  .meta({ description: 'While comments are read again; the themes are those of before until it is done' })

const themeInFull = z
  .object({
    theme: z.string(),
    parent: z.string().nullable(),
    n: count.meta({ description: 'Comments that speak of it' }),
    caution,
    share: sureShare.nullable().meta({
      description:
        'Of all comments; null below 10 mentions. Its interval is of chance alone: it knows nothing of rules that are wrong',
    }),
    bands: bands.meta({ description: 'The ratings of those who speak of it' }),
    polarity: bands.meta({
      description:
        'Of whom it is said: by the score of each, by words only where the score is neutral or missing',
    }),
    score: number,
    interval,
    delta: comparison
      .nullable()
      .meta({ description: 'Score with the theme less score without; corrected over all themes' }),
    impact: z.object({ value: z.number(), interval }).nullable().meta({
      description: 'Score of all less the score without the theme: associated with it, not caused by it',
    }),
    calibrated: z.object({ percent: z.number(), interval, tags: count }).nullable().meta({
      description:
        'The share corrected by at least 30 answers of random samples that were tagged by hand; null without them',
    }),
    trend: z.array(
      z
        .object({ from: z.iso.datetime(), to: z.iso.datetime(), n: count, share: sureShare })
        .meta({ id: 'ThemeTrendPoint' }),
    ),
    quotes: z.array(quote.meta({ id: 'Quote' })),
  })
  .meta({ id: 'Theme' })

const pair = z.array(z.string()).length(2)

export const warning = z.discriminatedUnion('code', [
  z
    .object({ code: z.literal('themes_overlap'), themes: pair, percent: z.number() })
    .meta({ id: 'ThemesOverlap' }),
  z
    .object({
      code: z.literal('rule_fires_often'),
      theme: z.string(),
      rule: z.string(),
      percent: z.number(),
    })
    .meta({ id: 'RuleFiresOften' }),
  z.object({ code: z.literal('low_coverage'), percent: z.number() }).meta({ id: 'LowCoverage' }),
])

const themeInSegment = z
  .object({ theme: z.string(), n: count, share: sureShare.nullable() })
  .meta({ id: 'ThemeInSegment' })
const themesOfProperty = z
  .object({
    property: z.string(),
    values: z.array(
      z
        .object({ value: z.string(), n: count, themes: z.array(themeInSegment) })
        .meta({ id: 'ThemesOfSegment' }),
    ),
    others: count.meta({ description: 'Values with fewer answers that are not listed' }),
  })
  .meta({ id: 'ThemesOfProperty' })

export const surveyThemes = z
  .object({
    survey: surveyInReport,
    period,
    interval: z.string(),
    codebook: z.object({
      id: z.string().nullable().meta({ description: 'Null of the one Sayso brings' }),
      name: z.string(),
      by: z.enum(['survey', 'workspace', 'default']),
      hash: z.string().meta({ description: 'Of the codebook these themes were found with' }),
    }),
    unread: z
      .array(z.object({ language: z.string(), n: count }))
      .meta({ description: 'Comments in languages that no codebook reads: in `n`, without themes' }),
    progress,
    n: count.meta({ description: 'Answers with a comment or a ticked reason' }),
    coverage: sureShare.meta({ description: 'Comments in which a theme was found' }),
    themes: z.array(themeInFull),
    together: z
      .array(z.object({ themes: pair, n: count }))
      .meta({ description: 'The 50 pairs that are found together most' }),
    segments: z.array(themesOfProperty),
    warnings: z.array(warning),
  })
  .meta({ id: 'SurveyThemes' })
export type SurveyThemesBody = z.infer<typeof surveyThemes>

const suggestion = z
  .object({
    text: z.string(),
    n: count,
    unmatched: count.meta({ description: 'Comments with it in which no theme was found' }),
    positive: count,
    negative: count,
    themes: z.array(z.string()).meta({ description: 'Whose rules find it already' }),
  })
  .meta({ id: 'Suggestion' })

export const suggestions = z
  .object({
    n: count.meta({ description: 'Comments looked at: the newest' }),
    words: z.array(suggestion),
    phrases: z.array(suggestion),
    unmatched: z.array(suggestion),
    contrast: z.array(
      suggestion
        .extend({ of: z.enum(['positive', 'negative']), p: z.number(), adjustedP: z.number() })
        .meta({ id: 'Contrast' }),
    ),
  })
  .meta({ id: 'ThemeSuggestions' })
