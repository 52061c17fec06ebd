import { html } from 'hono/html'
import type { Refusal } from '../http/problem.ts'
import type { Html } from './layout.ts'
import { wordsInUse } from './texts/translatable.ts'

/** Reasons by how the API says them. */
type Reasons = Readonly<Record<string, string>>
type Pattern = readonly [reason: RegExp, translated: string]

const compiled = new WeakMap<Reasons, readonly Pattern[]>()

/** Why something was refused, in the language of the page; as the API says it where there is no other. */
export function reasonText(detail: string): string {
  const reasons = wordsInUse().texts.get('reasons') as Reasons | undefined
  return reasons ? reasonIn(reasons, detail) : detail
}

/** A reason in the language of these; as it is where they have none for it. */
export function reasonIn(reasons: Reasons, detail: string): string {
  if (Object.hasOwn(reasons, detail)) return reasons[detail]!
  for (const [reason, translated] of patternsOf(reasons)) {
    const found = reason.exec(detail)
    // A part may be a reason itself, like what is wrong with a rule.
    if (found)
      return translated.replace(/\{(\d)\}/g, (_, place: string) =>
        isolated(reasonIn(reasons, found[Number(place) + 1]!)),
      )
  }
  return detail
}

/** Between isolates, so that names in other letters stand whole within the sentence. */
const isolated = (text: string) => `\u2068${text}\u2069`

/** The whole of a refusal: the field and what is wrong with it. */
export function refusalText({ detail = '', errors }: Pick<Refusal, 'detail' | 'errors'>): string {
  const [first] = errors ?? []
  const reason = first && reasonText(first.detail)
  return first && reason !== first.detail ? `${isolated(first.field)}: ${reason}` : reasonText(detail)
}

/** A text of a refusal, marked as English where the page is in another language and it is not. */
export function reasonOn(text: string): Html {
  const isForeign = wordsInUse().language !== 'en' && /^[\x20-\x7e\s]*$/.test(text)
  return isForeign ? html`<bdi lang="en" dir="ltr">${text}</bdi>` : html`${text}`
}

/** The reasons with something in them, the most particular first. */
function patternsOf(reasons: Reasons): readonly Pattern[] {
  const known = compiled.get(reasons)
  if (known) return known
  const patterns = Object.entries(reasons)
    .filter(([reason]) => reason.includes('{0}'))
    .sort(([a], [b]) => b.length - a.length)
    .map(([reason, translated]): Pattern => [patternOf(reason), translated])
  compiled.set(reasons, patterns)
  return patterns
}

function patternOf(reason: string): RegExp {
  const parts = reason.split(/\{\d\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${parts.join('(.+?)')}$`, 's')
}
