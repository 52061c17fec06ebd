import { isSpaceless } from './characters.ts'
import type { Codebook, Rules } from './codebook.ts'
import type { LanguageRules, RuleSources } from './language-rules.ts'
import { readRule } from './rule.ts'
import { plurals, type SuffixRule, stemmerOf } from './stemmer.ts'
import { folded } from './tokens.ts'

/** The word lists of one language. Passed in by the caller, because `shared` has no libraries. */
export interface LanguageWords {
  /** Sentiment of words, −5 to 5, as in AFINN. */
  readonly valences?: Readonly<Record<string, number>>
  /** Function words; the language of a comment is detected by them. */
  readonly stopWords?: readonly string[]
  /** A regular expression that only text in its script matches. Of languages that share one, the codebook's first wins. */
  readonly script?: string
  /** Suffixes removed before words are compared; when left out, only English is stemmed. */
  readonly suffixes?: readonly SuffixRule[]
  /** Words that negate what follows, and words that begin a clause; both folded. */
  readonly negations?: readonly string[]
  readonly conjunctions?: readonly string[]
}

/** A codebook ready to match. Compile once and reuse: it caches the words it meets. */
export interface Compiled {
  readonly language: string
  readonly byLanguage: ReadonlyMap<string, LanguageRules>
  readonly sources: RuleSources
  /** Whether any rule excludes. */
  readonly excludes: boolean
  /** Each theme with all its line, itself first. */
  readonly ancestry: ReadonlyMap<string, readonly string[]>
  /** Theme names by number, and the numbers of each theme and its line. */
  readonly themes: readonly string[]
  readonly lineage: readonly (readonly number[])[]
  /** By rule: the number of the last comment in which it fired, so that a rule counts once a comment. */
  readonly fired: Int32Array
}

/**
 * Compiles a codebook that `readCodebook` accepted; throws a RangeError on a rule it would refuse.
 * `languages` has the word lists by language tag; without them polarity comes only from the score.
 */
export function compile(
  codebook: Codebook,
  languages: Readonly<Record<string, LanguageWords>> = {},
): Compiled {
  const { language, parents } = codebook
  const books: [string, Rules][] = [[language, codebook.themes], ...Object.entries(codebook.translations)]
  const themes = Object.keys(codebook.themes)
  const lineage = themes.map((theme) => ancestryOf(theme, parents))
  const sources: RuleSources = { texts: [], sides: [] }
  const byLanguage = new Map(
    books.map(([tag, book]) => {
      const rules = emptyRules(tag, sources, languages[tag] ?? languages[tag.split('-')[0]!] ?? {})
      for (const [theme, texts] of Object.entries(book))
        for (const text of texts) addRule(rules, themes.indexOf(theme), text)
      return [tag, rules]
    }),
  )
  return {
    language,
    byLanguage,
    sources,
    excludes: sources.sides.some((side) => side & 1),
    ancestry: new Map(themes.map((theme, number) => [theme, lineage[number]!])),
    themes,
    lineage: lineage.map((line) => line.map((name) => themes.indexOf(name))),
    fired: new Int32Array(sources.texts.length),
  }
}

function ancestryOf(theme: string, parents: Readonly<Record<string, string>>): string[] {
  return [theme, ...(Object.hasOwn(parents, theme) ? ancestryOf(parents[theme]!, parents) : [])]
}

type Mutable = { -readonly [Key in keyof LanguageRules]: LanguageRules[Key] }

function emptyRules(
  tag: string,
  sources: RuleSources,
  { valences = {}, stopWords = [], negations = [], conjunctions = [], suffixes, script }: LanguageWords,
): Mutable {
  return {
    stem: stemmerOf(suffixes ?? (tag.startsWith('en') ? plurals : [])),
    root: { rules: [], next: new Map() },
    symbols: new Map(),
    later: new Set(),
    longest: 0,
    sources,
    segments: false,
    script: script ? RegExp(script, 'u') : undefined,
    valences: new Map(Object.entries(valences)),
    negations,
    conjunctions,
    stopWords: new Set(stopWords),
    seen: new Map(),
  }
}

function addRule(rules: Mutable, theme: number, text: string) {
  const rule = readRule(text)
  if (typeof rule === 'string') throw new RangeError(text)
  const { root, later, sources, symbols } = rules
  let node = root
  for (const { how, word } of rule.words) {
    const plain = folded(word)
    const key = how + (how === '=' ? word : how === '' ? rules.stem(plain) : plain)
    const symbol = symbols.get(key) ?? symbols.size
    symbols.set(key, symbol)
    if (node !== root) later.add(symbol)
    if (!node.next.has(symbol)) node.next.set(symbol, { rules: [], next: new Map() })
    node = node.next.get(symbol)!
    if (how === '*' || how === '~') rules.longest = Math.max(rules.longest, plain.length)
    if (how !== '~' && isSpaceless(word)) rules.segments = true
  }
  const number = sources.texts.push(text) - 1
  sources.sides.push(2 * theme + (rule.excludes ? 1 : 0))
  node.rules.push(number)
}
