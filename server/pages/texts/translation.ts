import { numberText } from './formats.ts'
import { isGroup, localeInUse } from './translatable.ts'

type Taken = readonly (string | number)[]
type Forms = Readonly<Record<string, string>>

/**
 * The texts of a translation by their path. Where English makes a text of what it takes, that is a function that
 * fills the places of the translation's message.
 */
export function textsByPath(
  english: object,
  translation: object,
  path = '',
): readonly (readonly [path: string, text: unknown])[] {
  return Object.entries(translation).flatMap(([key, text]: [string, unknown]) => {
    const own = (english as Readonly<Record<string, unknown>>)[key]
    if (typeof own === 'function') return [[path + key, filling(text as string | Forms)] as const]
    if (isGroup(own)) return textsByPath(own, text as object, `${path}${key}.`)
    return [[path + key, text] as const]
  })
}

/** Makes the text of what it takes. */
function filling(message: string | Forms) {
  return (...taken: Taken) => {
    const pattern = typeof message === 'string' ? message : formFor(message, taken)
    return pattern.replace(/\{(\d)\}/g, (_, place: string) => shown(taken[Number(place)]!))
  }
}

function formFor(forms: Forms, taken: Taken): string {
  const n = taken.find((each) => typeof each === 'number')
  const name = n === undefined ? String(taken[0]) : new Intl.PluralRules(localeInUse()).select(n)
  return forms[name] ?? forms.other!
}

const shown = (value: string | number) =>
  typeof value === 'number' ? numberText(value, localeInUse()) : value
