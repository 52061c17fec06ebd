import { type Band, bandNames } from '../../../shared/scale.ts'
import type { Definition } from '../../contract/surveys.ts'

type Values = Readonly<Record<string, string>>
export type Translation = NonNullable<Definition['translations']>[string]

const texts = ['question', 'lowLabel', 'highLabel', 'commentPrompt', 'thanks'] as const
const bandTexts = ['commentPrompt', 'thanks'] as const

/** The values of the editor's fields for one translation, by their names below `translations.TAG.`. */
export function valuesOfTranslation(own: Translation): Values {
  const bands = bandNames.flatMap((band) => {
    const { link, ...words } = own.byBand?.[band] ?? {}
    return [
      ...bandTexts.map((name) => [`byBand.${band}.${name}`, words[name] ?? ''] as const),
      [`byBand.${band}.link.label`, link?.label ?? ''] as const,
    ]
  })
  return {
    ...Object.fromEntries(texts.map((name) => [name, own[name] ?? ''])),
    choices: (own.choices ?? []).join('\n'),
    ...Object.fromEntries(bands),
  }
}

/** The fields of a translation with their full names. */
export function fieldsOfTranslation(tag: string, own: Translation): Values {
  const fields = Object.entries(valuesOfTranslation(own))
  return Object.fromEntries(fields.map(([name, value]) => [`translations.${tag}.${name}`, value]))
}

/** Says of a language of the form that it is to be taken away. */
export const removedField = (tag: string) => `translations.${tag}.removed`

/** The languages that a form has fields of, in their order. */
export function languagesIn(values: Values): string[] {
  const tags = Object.keys(values).map((name) => /^translations\.([^.]+)\./.exec(name)?.[1])
  return [...new Set(tags)].filter((tag) => tag !== undefined)
}

/**
 * The translations that a form makes of a survey's: languages that it has no fields of stay as they are. A text that
 * was left empty is left out, so that the built-in one stands there.
 */
export function translationsOf(values: Values, known: Definition): Record<string, unknown> | null {
  const next: Record<string, unknown> = { ...known.translations }
  for (const tag of languagesIn(values)) {
    if (values[removedField(tag)]) delete next[tag]
    else if (isChanged(values, tag, known)) next[tag] = translationOf(values, tag, known)
  }
  return Object.keys(next).length > 0 ? next : null
}

function isChanged(values: Values, tag: string, known: Definition): boolean {
  const own = known.translations?.[tag]
  const before = Object.entries(fieldsOfTranslation(tag, own ?? {}))
  return !own || before.some(([name, value]) => name in values && values[name] !== value)
}

function translationOf(values: Values, tag: string, known: Definition): unknown {
  const own = known.translations?.[tag] ?? {}
  const read = (name: string) => values[`translations.${tag}.${name}`]?.trim() || undefined
  const bands = bandNames.flatMap((band) => {
    const label = read(`byBand.${band}.link.label`)
    const url = addressOf(values, band, known, own)
    const words = {
      ...Object.fromEntries(bandTexts.map((name) => [name, read(`byBand.${band}.${name}`)])),
      link: label && url ? { label, url } : undefined,
    }
    const filled = Object.entries(words).filter(([, value]) => value !== undefined)
    return filled.length > 0 ? [[band, Object.fromEntries(filled)]] : []
  })
  const choices = (read('choices') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const fields = {
    ...Object.fromEntries(texts.map((name) => [name, read(name)])),
    choices: choices.length > 0 ? choices : undefined,
    byBand: bands.length > 0 ? Object.fromEntries(bands) : undefined,
    words: own.words,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Where the link of a band leads: as the survey's own, whose label alone is translated, unless it led elsewhere. */
function addressOf(values: Values, band: Band, known: Definition, own: Translation): string | undefined {
  const before = own.byBand?.[band]?.link?.url
  const isElsewhere = before !== undefined && before !== known.byBand?.[band]?.link?.url
  return isElsewhere ? before : values[`byBand.${band}.link.url`]?.trim() || before
}
