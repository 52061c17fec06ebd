import * as z from 'zod'
import { codebookLimits } from '../../shared/themes/codebook.ts'
import { page } from './lists.ts'
import { progress, span, sureShare, warning } from './themes.ts'
import { line } from './words.ts'

const count = z.int()
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
