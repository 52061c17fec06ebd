import { type RuleFault, readRule, ruleLimits } from './rule.ts'

/**
 * The editable set of rules that finds themes. A codebook file has the same form; only `themes` is
 * required there.
 */
export interface Codebook {
  readonly themes: Rules
  /** The parent of a theme; every comment with the theme counts for the parent too. */
  readonly parents: Readonly<Record<string, string>>
  /** The language of `themes`, as `en` or `pt-BR`; decides the stemming. */
  readonly language: string
  /** Rules for comments in other languages, under the same theme names. */
  readonly translations: Readonly<Record<string, Rules>>
}

/** The rules of each theme, in the syntax of `rule.ts`. */
export type Rules = Readonly<Record<string, readonly string[]>>

/** One reason why a codebook was refused. */
export interface CodebookError {
  /** Like `themes.pricing[3]`. */
  readonly field: string
  /** The problem; names the rule. */
  readonly detail: string
}

/** Limits of a codebook, and how many errors are reported at most. */
export const codebookLimits = { themes: 200, rules: 20_000, nameCharacters: 80, errors: 20 } as const

/**
 * Validates a codebook from a file or a request, which may be hostile or huge. Returns every error, up to
 * `mostOfCodebook.errors`. A theme may have no rules; then only choices and hand tags assign it.
 */
export function readCodebook(value: unknown): { codebook: Codebook } | { errors: CodebookError[] } {
  const errors: CodebookError[] = []
  const refuse = (field: string, detail: string) => {
    if (errors.length < codebookLimits.errors) errors.push({ field, detail })
  }
  const given: Record<string, unknown> = isObject(value) ? value : {}
  const { themes, parents = {}, language = 'en', translations = {} } = given
  if (!isObject(themes)) refuse('themes', 'must be an object of lists of rules, like {"pricing": ["price"]}')
  else readThemes(themes, 'themes', refuse)
  if (!isLanguage(language)) refuse('language', 'must be a language tag like "en" or "pt-BR"')
  if (isObject(translations)) readTranslations(translations, themes, refuse)
  else refuse('translations', 'must be an object of themes by language')
  if (isObject(parents) && isObject(themes)) readParents(parents, themes, refuse)
  else refuse('parents', 'must be an object of a theme and its parent')
  if (errors.length > 0) return { errors }
  return { codebook: { themes, parents, language, translations } as Codebook }
}

const faults: Readonly<Record<RuleFault, string>> = {
  long: `is longer than ${ruleLimits.characters} characters`,
  hidden: 'has a control character or half a character in it',
  wordy: `has more than ${ruleLimits.words} words`,
  mark: 'has a mark where none may stand: ! = ~ come first, * last',
  marks: 'has two marks on one word',
  empty: 'has no letter or digit',
  phrase: 'looks for a substring of more than one word',
  short: 'would fit almost every word: give two letters at least',
}

/** The message for an invalid rule; `null` for a valid one. */
function faultOf(rule: unknown): string | null {
  if (typeof rule !== 'string') return 'is not text'
  const read = readRule(rule)
  return typeof read === 'string' ? faults[read] : null
}

type Refuse = (field: string, detail: string) => void

function readThemes(themes: Record<string, unknown>, at: string, refuse: Refuse) {
  const names = Object.keys(themes)
  if (names.length === 0) refuse(at, 'must name one theme at least')
  if (names.length > codebookLimits.themes) return refuse(at, `has over ${codebookLimits.themes} themes`)
  let count = 0
  for (const name of names) {
    const field = `${at}.${shown(name)}`
    const rules = themes[name]
    if (!isName(name)) refuse(field, `must be a name of 1 to ${codebookLimits.nameCharacters} characters`)
    if (!Array.isArray(rules)) {
      refuse(field, 'must be a list of rules')
      continue
    }
    count += rules.length
    if (count > codebookLimits.rules) return refuse(field, `goes over ${codebookLimits.rules} rules in all`)
    for (const [place, rule] of rules.entries()) {
      const wrong = faultOf(rule)
      if (wrong) refuse(`${field}[${place}]`, `the rule ${shown(quoted(rule))} ${wrong}`)
    }
  }
}

function readTranslations(translations: Record<string, unknown>, themes: unknown, refuse: Refuse) {
  const languages = Object.entries(translations)
  if (languages.length > 50) return refuse('translations', 'has over 50 languages')
  for (const [language, rules] of languages) {
    const at = `translations.${shown(language)}`
    if (!isLanguage(language)) refuse(at, 'must be a language tag like "en" or "pt-BR"')
    if (!isObject(rules)) refuse(at, 'must be an object of lists of rules')
    else {
      readThemes(rules, at, refuse)
      for (const name of Object.keys(rules))
        if (isObject(themes) && !Object.hasOwn(themes, name)) refuse(`${at}.${shown(name)}`, 'is not a theme')
    }
  }
}

function readParents(parents: Record<string, unknown>, themes: Record<string, unknown>, refuse: Refuse) {
  const parentOf = (name: unknown) =>
    typeof name === 'string' && Object.hasOwn(parents, name) ? parents[name] : undefined
  for (const [name, parent] of Object.entries(parents)) {
    const field = `parents.${shown(name)}`
    if (!Object.hasOwn(themes, name)) refuse(field, 'is not a theme')
    else if (typeof parent !== 'string' || !Object.hasOwn(themes, parent))
      refuse(field, `has the parent ${shown(quoted(parent))}, which is not a theme`)
    let ancestor: unknown = parent
    for (let step = 0; ancestor !== undefined && ancestor !== name && step < 8; step++)
      ancestor = parentOf(ancestor)
    if (ancestor !== undefined) refuse(field, 'is its own ancestor, or has over eight')
  }
}

/**
 * A hash of a codebook's content, 28 hexadecimal digits. The order of themes and rules does not
 * matter. It tells versions apart; it is not cryptographic.
 *
 * Source: cyrb53 by bryc, in the public domain, twice with different seeds.
 */
export function codebookHash({ themes, parents, language, translations }: Codebook): string {
  const sorted = (rules: Rules) =>
    entriesByName(rules).map(([name, list]) => [name, [...new Set(list)].sort()])
  const text = JSON.stringify([
    sorted(themes),
    entriesByName(parents),
    language,
    entriesByName(translations).map(([tag, rules]) => [tag, sorted(rules)]),
  ])
  return [1, 2].map((seed) => hash53(text, seed).toString(16).padStart(14, '0')).join('')
}

function entriesByName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}

function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isLanguage(tag: unknown): tag is string {
  return typeof tag === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/.test(tag)
}

function isName(name: string): boolean {
  const fits = name.length > 0 && name.length <= codebookLimits.nameCharacters
  return fits && name === name.trim() && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `«${value}»` : typeof value
}

/** The first 60 characters of a name, without control characters, which could move a terminal's cursor. */
function shown(name: string): string {
  const plain = name.slice(0, 60).replace(/[\p{C}]/gu, ' ')
  return name.length > 60 ? `${plain}…` : plain
}
