import { isSpaceless } from './characters.ts'
import type { Codebook, Rules } from './codebook.ts'
import { type Comparing, readRule } from './rule.ts'
import { type Stem, stemOf } from './stem.ts'
import { folded } from './tokens.ts'

/** What a language knows of words besides themes; data of the caller's, since `shared` has no libraries. */
export interface Language {
  /** Words with what they say of a thing, −5 to 5, as AFINN has them. */
  readonly valences?: Readonly<Record<string, number>>
  /** Words that carry no meaning of their own; which language a comment is in is told by them. */
  readonly stopWords?: readonly string[]
  /** Words that turn what follows, and words that begin a clause; both folded. */
  readonly negations?: readonly string[]
  readonly conjunctions?: readonly string[]
}

/** A rule of a theme as mentions refer to it. */
export interface Source {
  readonly theme: string
  /** The number of the theme in its section. */
  readonly place: number
  /** As it was written. */
  readonly rule: string
  readonly excludes: boolean
}

/** A step in the trie of all rules: which of them end here, and which word may come next. */
export interface Node {
  readonly sources: Source[]
  readonly next: Map<number, Node>
}

/** A place in the trie of substrings: which symbol ends here, and which unit may come next. */
export interface Letter {
  symbol: number | null
  readonly next: Map<number, Letter>
}

/** What a section knows of a word of a comment. */
export interface KnownWord {
  /** Of all rule words that it fits. */
  readonly symbols: readonly number[]
  /** Rules that it fits alone: of several of a theme, which would overlap, the first. */
  readonly alone: readonly Source[]
  /** Where rules of several words go on from it. */
  readonly onward: readonly Node[]
  readonly valence: number
  readonly negates: boolean
  /** Whether a clause begins with it. */
  readonly parts: boolean
}

/** The rules of one language, ready to match. */
export interface Section {
  readonly stem: Stem
  readonly root: Node
  /** The symbol of each word that a rule looks for, by how it is compared. */
  readonly symbols: Readonly<Record<Comparing, Map<string, number>>>
  readonly letters: Letter
  readonly longestPrefix: number
  /** Whether a rule looks for a whole word of a script without spaces. */
  readonly segments: boolean
  readonly valences: ReadonlyMap<string, number>
  readonly stopWords: ReadonlySet<string>
  readonly negations: ReadonlySet<string>
  readonly conjunctions: ReadonlySet<string>
  /** What was found out about words, kept because comments repeat them. */
  readonly seen: Map<string, KnownWord>
}

/** A codebook ready to match; make it once and keep it. */
export interface Compiled {
  readonly language: string
  readonly sections: ReadonlyMap<string, Section>
  /** A theme and all above it. */
  readonly ancestry: ReadonlyMap<string, readonly string[]>
}

/**
 * Makes a codebook, as `readCodebook` gives it, ready to match. `languages` brings what each
 * language knows of words, by tag; without it nothing is said of polarity where the score is silent.
 */
export function compile(codebook: Codebook, languages: Readonly<Record<string, Language>> = {}): Compiled {
  const books: [string, Rules][] = [
    [codebook.language, codebook.themes],
    ...Object.entries(codebook.translations),
  ]
  return {
    language: codebook.language,
    sections: new Map(books.map(([tag, rules]) => [tag, sectionOf(tag, rules, languages[tag] ?? {})])),
    ancestry: new Map(Object.keys(codebook.themes).map((name) => [name, ancestryOf(name, codebook.parents)])),
  }
}

function ancestryOf(theme: string, parents: Readonly<Record<string, string>>): string[] {
  const line = [theme]
  while (Object.hasOwn(parents, line.at(-1)!)) line.push(parents[line.at(-1)!]!)
  return line
}

function sectionOf(
  tag: string,
  rules: Rules,
  { valences = {}, stopWords = [], negations = [], conjunctions = [] }: Language,
): Section {
  const section: Growing = {
    stem: stemOf(tag),
    root: { sources: [], next: new Map() },
    symbols: { word: new Map(), exact: new Map(), prefix: new Map(), substring: new Map() },
    letters: { symbol: null, next: new Map() },
    longestPrefix: 0,
    segments: false,
    valences: new Map(Object.entries(valences)),
    negations: new Set(negations),
    conjunctions: new Set(conjunctions),
    stopWords: new Set(stopWords),
    seen: new Map(),
  }
  for (const [place, [theme, texts]] of Object.entries(rules).entries())
    for (const text of texts) addRule(section, { theme, place }, text)
  return section
}

type Growing = { -readonly [Key in keyof Section]: Section[Key] }

function addRule(section: Growing, theme: Pick<Source, 'theme' | 'place'>, text: string) {
  const rule = readRule(text)
  if (typeof rule === 'string') throw new RangeError(`the rule «${text}» ${rule}`)
  let node = section.root
  for (const { how, word } of rule.words) {
    const symbol = symbolOf(section, how, word)
    if (!node.next.has(symbol)) node.next.set(symbol, { sources: [], next: new Map() })
    node = node.next.get(symbol)!
    if (how === 'prefix') section.longestPrefix = Math.max(section.longestPrefix, word.length)
    if (how !== 'substring' && isSpaceless(word)) section.segments = true
  }
  node.sources.push({ ...theme, rule: text, excludes: rule.excludes })
}

function symbolOf({ symbols, letters, stem }: Section, how: Comparing, word: string): number {
  const known = symbols[how]
  const key = {
    word: () => stem(folded(word)),
    exact: () => word,
    prefix: () => folded(word),
    substring: () => folded(word),
  }[how]()
  const symbol = known.get(key) ?? Object.values(symbols).reduce((sum, each) => sum + each.size, 0)
  known.set(key, symbol)
  if (how === 'substring') addLetters(letters, key, symbol)
  return symbol
}

function addLetters(root: Letter, word: string, symbol: number) {
  let letter = root
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    if (!letter.next.has(unit)) letter.next.set(unit, { symbol: null, next: new Map() })
    letter = letter.next.get(unit)!
  }
  letter.symbol = symbol
}
