import * as z from 'zod'
import { corners, displays, formats } from '../../shared/survey.ts'
import { line } from './words.ts'

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` })

/** `https://bank.example@evil.example` leads to the second, and looks like the first. */
function hasUserinfo(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { username, password } = new URL(value)
  return username !== '' || password !== '' || /^[a-z]+:[/\\]*[^/\\?#]*@/i.test(value)
}

/** An address people are sent to: https only, since a link may be pasted from anywhere. */
const link = z.strictObject({
  label: line(100).refine((value) => value !== '', 'must not be empty'),
  url: z
    .string()
    .max(500)
    .refine(
      (value) => URL.canParse(value) && new URL(value).protocol === 'https:',
      'must be an https address',
    )
    .refine((value) => !hasUserinfo(value), 'must have no user name or password before the host'),
})

/** Characters of a logo that is a `data:` URL: it comes with every page the survey is on. */
const longestLogo = 12_000

/** An image, from elsewhere or in the survey itself: a script could not run in it, as it is shown by an `img`. */
const logo = z
  .string()
  .max(longestLogo, `must have at most ${longestLogo} characters`)
  .refine(
    (value) =>
      /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/.test(value) ||
      (value.length <= 500 && URL.canParse(value) && new URL(value).protocol === 'https:'),
    'must be an https address of at most 500 characters, or a data: URL of an image in base64',
  )
  .refine((value) => !hasUserinfo(value), 'must have no user name or password before the host')
  .meta({
    description: 'An image above the question, 24 pixels high; it is called by the name of the workspace',
  })

const bandWords = z
  .strictObject({ commentPrompt: line(300).optional(), thanks: line(300).optional(), link: link.optional() })
  .meta({ id: 'BandWords' })

/** Where and how a survey appears; what is left out is as the widget has it. */
export const appearance = {
  format: oneOf(formats).meta({ id: 'Format' }),
  corner: oneOf(corners).meta({ id: 'Corner' }).nullable(),
  display: oneOf(displays).meta({ id: 'Display' }).nullable(),
  byBand: z
    .strictObject({
      positive: bandWords.optional(),
      neutral: bandWords.optional(),
      negative: bandWords.optional(),
    })
    .meta({ id: 'WordsByBand' })
    .nullable()
    .meta({ description: 'Words and a link for one band, instead of those for everybody' }),
  choices: z
    .array(line(100).refine((value) => value !== '', 'must not be empty'))
    .max(12, 'must be at most 12 reasons')
    .nullable()
    .meta({ description: 'Reasons to tick beside the comment' }),
  contact: z
    .boolean({ error: 'must be true or false' })
    .meta({ description: 'Asks whether the person may be contacted' }),
  look: z
    .strictObject({
      scheme: oneOf(['auto', 'light', 'dark']).optional(),
      accent: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #3b45d6')
        .optional(),
      radius: z.number().min(0, 'must be from 0 to 32').max(32, 'must be from 0 to 32').optional(),
      font: z
        .string()
        .max(200)
        .regex(/^[\w\s"',.-]*$/, 'must be a list of font names')
        .optional(),
      logo: logo.optional(),
      digits: oneOf(['latin', 'native']).optional().meta({
        description: "In which digits the points are written: 0–9, or those of the survey's language",
      }),
    })
    .meta({ id: 'Look' })
    .nullable(),
} as const
