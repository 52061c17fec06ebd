import { fromPercent } from '../../../shared/percent.ts'
import { bandNames } from '../../../shared/scale.ts'
import type { AudienceRule } from '../../../shared/survey.ts'
import { type Definition, surveyChange } from '../../contract/surveys.ts'
import { type FieldError, Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { valuesOf } from './form-of-survey.ts'
import { languagesIn, translationsOf } from './translations.ts'

type Values = Readonly<Record<string, string>>

/**
 * The definition that the editor's fields make of a survey's: what the form does not show stays as it is, and so
 * does what was not changed in it. Throws the API's own refusal, which names the fields.
 */
export function definitionOf(values: Values, known: Definition): Definition {
  const before = valuesOf(known)
  const isChanged = (prefix: string) =>
    Object.keys(before).some(
      (name) => (name === prefix || name.startsWith(`${prefix}.`)) && (values[name] ?? '') !== before[name],
    )
  const parts: Readonly<Record<string, () => unknown>> = {
    ...plainParts(values),
    byBand: () => bandsOf(values),
    look: () => lookOf(values, known),
    rules: () => rulesOf(values, known, isChanged),
    goal: () => goalOf(values),
    translations: () => translationsOf(values, known),
  }
  const isTranslated = languagesIn(values).length > 0
  const changed = Object.entries(parts).filter(
    ([name]) => isChanged(name) || (name === 'translations' && isTranslated),
  )
  const change = Object.fromEntries(changed.map(([name, read]) => [name, read()]))
  return { ...known, ...check(surveyChange, change) } as Definition
}

const optional = (value: string | undefined) => value?.trim() || undefined
const linesOf = (value: string | undefined) =>
  (value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function plainParts(values: Values): Record<string, () => unknown> {
  const texts = ['name', 'question', 'lowLabel', 'highLabel', 'commentPrompt', 'thanks', 'language', 'format']
  const orNull = ['touchpoint', 'corner', 'display']
  return {
    ...Object.fromEntries(texts.map((name) => [name, () => values[name] ?? ''])),
    ...Object.fromEntries(orNull.map((name) => [name, () => optional(values[name]) ?? null])),
    contact: () => values.contact === 'yes',
    choices: () => {
      const choices = linesOf(values.choices)
      return choices.length > 0 ? choices : null
    },
  }
}

function bandsOf(values: Values): unknown {
  const bands = bandNames.flatMap((band) => {
    const read = (name: string) => optional(values[`byBand.${band}.${name}`])
    const [label, url] = [read('link.label'), read('link.url')]
    const words = {
      commentPrompt: read('commentPrompt'),
      thanks: read('thanks'),
      link: label || url ? { label: label ?? '', url: url ?? '' } : undefined,
    }
    return Object.values(words).some((word) => word !== undefined) ? [[band, given(words)]] : []
  })
  return bands.length > 0 ? Object.fromEntries(bands) : null
}

/** The fields that have a value. */
function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** A number of a field; `undefined` when it is empty. */
function numberOf(values: Values, name: string): number | undefined {
  const value = optional(values[name])
  if (value === undefined) return undefined
  const number = Number(value.replace(',', '.'))
  if (!Number.isFinite(number)) throw refused({ field: name, detail: editorTexts.numberShape })
  return number
}

const refused = (error: FieldError) => new Refusal('invalid', `${error.field} ${error.detail}`, [error])

function lookOf(values: Values, known: Definition): unknown {
  const look = given({
    ...known.look,
    scheme: optional(values['look.scheme']),
    accent: optional(values['look.accent']),
    radius: numberOf(values, 'look.radius'),
  })
  return Object.keys(look).length > 0 ? look : null
}

function goalOf(values: Values): unknown {
  const width = numberOf(values, 'goal.width')
  return width === undefined ? null : { width, every: optional(values['goal.every']) }
}

function rulesOf(values: Values, known: Definition, isChanged: (name: string) => boolean): unknown {
  const { rules } = known
  const read = (name: string) => optional(values[`rules.${name}`])
  const number = (name: string) => numberOf(values, `rules.${name}`)
  const share = number('share')
  const rest = (name: 'afterAnswered' | 'afterDismissed' | 'quietDays' | 'quota') =>
    isChanged(`rules.${name}`) ? number(name) : rules?.[name]
  const moment = (name: 'from' | 'until') =>
    isChanged(`rules.${name}`) ? read(name) && `${read(name)}T00:00:00Z` : rules?.[name]
  const changed = given({
    when: whenOf(read, number),
    pages: pagesOf(values),
    audience: isChanged('rules.audience') ? audienceOf(values) : rules?.audience,
    share: share === undefined ? undefined : fromPercent(share),
    afterAnswered: rest('afterAnswered'),
    afterDismissed: rest('afterDismissed'),
    quietDays: rest('quietDays'),
    quota: rest('quota'),
    from: moment('from'),
    until: moment('until'),
  })
  return Object.keys(changed).length > 0 ? changed : null
}

function whenOf(
  read: (name: string) => string | undefined,
  number: (name: string) => number | undefined,
): unknown {
  const when = given({
    event: read('when.event'),
    click: read('when.click'),
    seconds: number('when.seconds'),
    scroll: number('when.scroll'),
    idle: number('when.idle'),
    exit: read('when.exit') === 'yes' || undefined,
  })
  return Object.keys(when).length > 0 ? when : undefined
}

function pagesOf(values: Values): unknown {
  const include = linesOf(values['rules.pages.include'])
  const exclude = linesOf(values['rules.pages.exclude'])
  if (include.length === 0 && exclude.length === 0) return undefined
  return { ...(include.length > 0 && { include }), ...(exclude.length > 0 && { exclude }) }
}

/** The conditions of the field, one a line; numbers and booleans are those, as properties may be. */
function audienceOf(values: Values): AudienceRule[] | undefined {
  const conditions = linesOf(values['rules.audience']).map((line) => {
    const [, property, not, list] = /^(\S+)\s+is(\s+not)?\s+(.+)$/i.exec(line) ?? []
    if (!property || !list) throw refused({ field: 'rules.audience', detail: editorTexts.audienceShape })
    const found = list.split(',').map((value) => propertyOf(value.trim()))
    return not ? { property, not: found } : { property, is: found }
  })
  return conditions.length > 0 ? conditions : undefined
}

function propertyOf(word: string): string | number | boolean {
  if (word === 'true' || word === 'false') return word === 'true'
  return word !== '' && String(Number(word)) === word ? Number(word) : word
}
