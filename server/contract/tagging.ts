import * as z from 'zod'
import { limitOf, listQuery, page } from './lists.ts'
import { polarity } from './sets.ts'
import { place, polaritySource } from './themes.ts'
import { moment, wholeNumber } from './words.ts'

const count = z.int()

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
export const answerThemes = {
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
