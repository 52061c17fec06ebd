import * as z from 'zod'
import { codebookLimits } from '../../shared/themes/codebook.ts'
import { followUp } from './answers.ts'
import { limitOf, listQuery, page, responsesQuery } from './lists.ts'
import { answerFilters, segmentsQuery, verifiedQuery } from './moderation.ts'
import { reportQuery, reportWords } from './reports.ts'
import { surveyResponse } from './responses.ts'
import { countRule, polarity } from './sets.ts'
import { line, moment, wholeNumber } from './words.ts'

/** Which comments a report of themes is of. */
export const themesQuery = reportQuery.omit({
  ...{ compare: true, count: true, verified: true },
  ...{ cluster: true, with: true },
})
export type ThemesQuery = z.infer<typeof themesQuery>

export const suggestionsQuery = themesQuery.omit({ interval: true })

const { number, share, interval, comparison, period, surveyInReport } = reportWords
const count = z.int()
const sureShare = share.extend({ interval }).meta({ id: 'EstimatedShare' })
const bands = z.object({ positive: count, neutral: count, negative: count }).meta({ id: 'CountByBand' })
const caution = z.enum(['counts only', 'few answers']).nullable()
const polaritySource = z.enum(['score', 'clause', 'comment', 'none']).meta({
  id: 'PolaritySource',
  description: "What told: the person's score, the words of the clause or comment, or nothing",
})
const place = z.int().meta({ description: 'UTF-16 places in the comment, the end not included' })

const span = z.object({ start: place, end: place, rule: z.string() }).meta({ id: 'Span' })

const quote = z.object({
  id: z.string(),
  comment: z.string(),
  rating: z.int(),
  answeredAt: z.iso.datetime(),
  polarity: polarity.nullable(),
  spans: z.array(span),
})

const progress = z
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

const warning = z.discriminatedUnion('code', [
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

const rules = z.record(z.string(), z.array(z.string()))
const rulesByTheme = z.unknown().meta({
  override: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
  description: `Rules by theme: \`word\`, \`two words\`, \`prefix*\`, \`=exact\`, \`~substring\`, \`!exclusion\`; at most ${codebookLimits.themes} themes and ${codebookLimits.rules} rules`,
})

/** What `readCodebook` reads and refuses with the rule named; only described here. */
const codebookContent = {
  themes: rulesByTheme,
  parents: z
    .unknown()
    .optional()
    .meta({
      override: { type: 'object', additionalProperties: { type: 'string' } },
      description: "A theme's parent, counted wherever the theme is",
    }),
  language: z
    .unknown()
    .optional()
    .meta({ override: { type: 'string' }, description: 'Of the rules; decides stemming' }),
  translations: z
    .unknown()
    .optional()
    .meta({
      override: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: { type: 'array', items: { type: 'string' } },
        },
      },
      description: 'Rules by language and theme, for comments in them',
    }),
}

const codebookName = line(100).refine((name) => name !== '', 'must not be empty')

export const newCodebook = z.strictObject({ name: codebookName, ...codebookContent }).meta({
  id: 'NewCodebook',
  examples: [
    {
      name: 'Ours',
      themes: { pricing: ['price', 'too expensive', '!price list'], speed: ['slow*', '~loading'] },
    },
    { name: 'Unsere', themes: { Preis: ['teuer'], Kasse: [] }, parents: { Preis: 'Kasse' }, language: 'de' },
  ],
})

export const codebookChange = newCodebook
  .extend({ themes: newCodebook.shape.themes.optional() })
  .partial()
  .meta({ id: 'CodebookChange', examples: [{ name: 'Ours, since July' }] })

export const codebook = z
  .object({
    id: z.string(),
    name: z.string(),
    themes: rules,
    parents: z.record(z.string(), z.string()),
    language: z.string(),
    translations: z.record(z.string(), rules),
    hash: z.string(),
    createdAt: z.iso.datetime().nullable(),
    updatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Codebook' })
export type CodebookBody = z.infer<typeof codebook>

export const codebookList = page(codebook).meta({ id: 'CodebookList' })

/** A codebook of the workspace by its id; `null` leaves the choice to the workspace, or to Sayso. */
export const codebookChoice = z
  .strictObject({
    codebook: z.string({ error: 'must be the id of a codebook, or null' }).max(100).nullable(),
  })
  .meta({ id: 'CodebookChoice' })

const dryRun = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .optional()
  .meta({ description: 'Only says what would change' })

export const dryRunQuery = z.strictObject({ dryRun })
export const codebookQuery = z.strictObject({
  dryRun,
  survey: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'With `dryRun`: the survey whose comments it is tried on' }),
})

export const surveyCodebook = z
  .object({
    by: z.enum(['survey', 'workspace', 'default']),
    codebook: codebook.extend({ id: z.string().nullable() }),
    progress,
  })
  .meta({ id: 'SurveyCodebook' })
export type SurveyCodebook = z.infer<typeof surveyCodebook>

const example = z
  .object({ id: z.string(), comment: z.string(), theme: z.string(), spans: z.array(span) })
  .meta({ id: 'MatchedComment' })

export const preview = z
  .object({
    n: count.meta({ description: 'Comments it was tried on: the newest' }),
    coverage: z.object({ before: sureShare, after: sureShare }).meta({ id: 'CoverageChange' }),
    themes: z.array(
      z
        .object({ theme: z.string(), before: count, after: count, gained: count, lost: count })
        .meta({ id: 'ThemeChange' }),
    ),
    gained: z.array(example),
    lost: z.array(example),
    warnings: z.array(warning),
  })
  .meta({ id: 'CodebookPreview' })
export const replacedCodebook = z.union([codebook, preview]).meta({ id: 'ReplacedCodebook' })
export const chosenCodebook = z.union([surveyCodebook, preview]).meta({ id: 'ChosenCodebook' })
export type PreviewBody = z.infer<typeof preview>

/** Themes that a person gave an answer, as an export and an import have them. */
export const handTags = z
  .array(z.string().max(100), { error: 'must be a list of themes' })
  .max(50, 'must be at most 50 themes')

export const newTags = z
  .strictObject({
    themes: handTags.meta({ description: 'All the themes the answer speaks of; none is an answer too' }),
  })
  .meta({ id: 'NewTags' })

export const foundTheme = z.object({ theme: z.string(), polarity }).meta({ id: 'FoundTheme' })
const mention = z
  .object({
    theme: z.string(),
    rule: z.string(),
    start: place,
    end: place,
    polarity,
    source: polaritySource,
  })
  .meta({ id: 'Mention' })
const answerThemes = {
  themes: z.array(foundTheme),
  mentions: z.array(mention),
  byHand: z.boolean().meta({ description: 'A person said so; the mentions are where rules agree' }),
}

export const responseThemes = z.object({ id: z.string(), ...answerThemes }).meta({ id: 'ResponseThemes' })

const sampleSize = wholeNumber(1, 200)

export const newSample = z
  .strictObject({
    size: sampleSize.optional().meta({ description: '30 when left out' }),
    from: moment.optional().meta({ description: 'Of answers from here on' }),
    to: moment.optional().meta({ description: 'Of answers before this' }),
  })
  .meta({ id: 'NewTagSample' })

export const tagSample = z
  .object({
    drawnAt: z.iso.datetime(),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime(),
    n: count,
    tagged: count.meta({ description: 'The correction uses it once all are' }),
    responses: z.array(
      z.object({
        id: z.string(),
        rating: z.int(),
        comment: z.string().nullable(),
        choices: z.array(z.string()).nullable(),
        themes: z.array(z.string()).nullable().meta({ description: 'By hand; null when nobody has' }),
      }),
    ),
  })
  .meta({ id: 'TagSample' })
export const tagSamplesQuery = listQuery.extend({ limit: limitOf(20) })
export const tagSamples = page(tagSample).meta({ id: 'TagSampleList' })

export const responsesCall = responsesQuery.extend({
  updatedFrom: moment.optional().meta({
    description: 'Only answers that were changed since, however old; erased ones `changes` tells of',
  }),
  updatedTo: moment.optional().meta({ description: 'Only answers that were last changed before this' }),
  segment: segmentsQuery,
  ...answerFilters,
  count: countRule
    .optional()
    .meta({ description: "Without those that a report counted so leaves out: a person's other answers" }),
  verified: verifiedQuery,
  theme: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Only answers that speak of this theme, with the places that matched' }),
})

/** A line of an export, which `sayso import` takes as it is. */
export const exportedResponse = surveyResponse
  .extend({
    tags: handTags.optional().meta({ description: 'Themes given by hand; left out where rules decide' }),
    followUp: followUp.optional().meta({ description: 'Left out until somebody changed it' }),
  })
  .meta({ id: 'ExportedResponse' })
export type ExportedResponse = z.infer<typeof exportedResponse>

export const exportQuery = responsesCall.omit({ limit: true, cursor: true })

export const pageOfResponses = page(
  surveyResponse
    .extend({
      found: z
        .object(answerThemes)
        .meta({ id: 'FoundThemes' })
        .optional()
        .meta({ description: 'Only when asked for by `theme`' }),
    })
    .meta({ id: 'ListedResponse' }),
).meta({ id: 'ResponseList' })
