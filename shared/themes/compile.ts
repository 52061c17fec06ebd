import { isSpaceless } from './characters.ts'
import type { Codebook, Rules } from './codebook.ts'
import { readRule } from './rule.ts'
import { type Ending, plurals, type Stem, stemBy } from './stem.ts'
import { folded } from './tokens.ts'
import type { KnownWord } from './words.ts'

/** What a language knows of words besides themes; data of the caller's, since `shared` has no libraries. */
export interface Language {
  /** Words with what they say of a thing, −5 to 5, as AFINN has them. */
  readonly valences?: Readonly<Record<string, number>>
  /** Words that carry no meaning of their own; which language a comment is in is told by them. */
  readonly stopWords?: readonly string[]
  /** What is only in its script, as an expression; of languages that share one the first of a codebook is meant. */
  readonly script?: string
  /** What its words lose before they are compared; without them only English loses anything. */
  readonly endings?: readonly Ending[]
  /** Words that turn what follows, and words that begin a clause; both folded. */
  readonly negations?: readonly string[]
  readonly conjunctions?: readonly string[]
}

/** The rules of a codebook in all its languages, each under a number: one entry a rule in each list. */
export interface Sources {
  /** As they were written. */
  readonly texts: string[]
  /** Twice the numbers of their themes, and one more of those that exclude. */
  readonly sides: number[]
}

/** A step in the trie of all rules: which of them end here, and which word may come next. */
export interface Node {
  readonly rules: number[]
  readonly next: Map<number, Node>
}

/** The rules of one language, ready to match. */
export interface Section {
  readonly stem: Stem
  readonly root: Node
  /** The symbol of each word that a rule looks for, behind the mark of how it is compared. */
  readonly symbols: Map<string, number>
  /** Those that rules go on with, behind their first word. */
  readonly later: Set<number>
  /** Of the prefixes and parts that rules look for. */
  readonly longest: number
  readonly sources: Sources
  /** Whether a rule looks for a whole word of a script without spaces. */
  readonly segments: boolean
  readonly script: RegExp | undefined
  readonly valences: ReadonlyMap<string, number>
  readonly stopWords: ReadonlySet<string>
  readonly negations: readonly string[]
  readonly conjunctions: readonly string[]
  /** Words that were met, as they are written but for capitals. */
  readonly seen: Map<string, KnownWord>
}

/** A codebook ready to match; make it once and keep it. */
export interface Compiled {
  readonly language: string
  readonly sections: ReadonlyMap<string, Section>
  readonly sources: Sources
  /** Whether any rule excludes. */
  readonly excludes: boolean
  /** A theme and all above it. */
  readonly ancestry: ReadonlyMap<string, readonly string[]>
  /** The themes in the order of their numbers, and of each the numbers of it and all above it. */
  readonly themes: readonly string[]
  readonly lines: readonly (readonly number[])[]
  /** In which comment each rule fired last, by a number that rises with each. */
  readonly fired: Int32Array
}

/**
 * Makes a codebook, as `readCodebook` gives it, ready to match. `languages` brings what each
 * language knows of words, by tag; without it nothing is said of polarity where the score is silent.
 */
export function compile(codebook: Codebook, languages: Readonly<Record<string, Language>> = {}): Compiled {
  const { language, parents } = codebook
  const books: [string, Rules][] = [[language, codebook.themes], ...Object.entries(codebook.translations)]
  const themes = Object.keys(codebook.themes)
  const lines = themes.map((theme) => ancestryOf(theme, parents))
  const sources: Sources = { texts: [], sides: [] }
  const sections = new Map(
    books.map(([tag, rules]) => {
      const section = emptySection(tag, sources, languages[tag] ?? languages[tag.split('-')[0]!] ?? {})
      for (const [theme, texts] of Object.entries(rules))
        for (const text of texts) addRule(section, themes.indexOf(theme), text)
      return [tag, section]
    }),
  )
  return {
    language,
    sections,
    sources,
    excludes: sources.sides.some((side) => side & 1),
    ancestry: new Map(themes.map((theme, number) => [theme, lines[number]!])),
    themes,
    lines: lines.map((line) => line.map((name) => themes.indexOf(name))),
    fired: new Int32Array(sources.texts.length),
  }
}

function ancestryOf(theme: string, parents: Readonly<Record<string, string>>): string[] {
  const line = [theme]
  while (Object.hasOwn(parents, line.at(-1)!)) line.push(parents[line.at(-1)!]!)
  return line
}

type Growing = { -readonly [Key in keyof Section]: Section[Key] }

function emptySection(
  tag: string,
  sources: Sources,
  { valences = {}, stopWords = [], negations = [], conjunctions = [], endings, script }: Language,
): Growing {
  return {
    stem: stemBy(endings ?? (tag.startsWith('en') ? plurals : [])),
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

function addRule(section: Growing, theme: number, text: string) {
  const rule = readRule(text)
  if (typeof rule === 'string') throw new RangeError(text)
  const { root, later, sources, symbols } = section
  let node = root
  for (const { how, word } of rule.words) {
    const plain = folded(word)
    const key = how + (how === '=' ? word : how === '' ? section.stem(plain) : plain)
    const symbol = symbols.get(key) ?? symbols.size
    symbols.set(key, symbol)
    if (node !== root) later.add(symbol)
    if (!node.next.has(symbol)) node.next.set(symbol, { rules: [], next: new Map() })
    node = node.next.get(symbol)!
    if (how === '*' || how === '~') section.longest = Math.max(section.longest, plain.length)
    if (how !== '~' && isSpaceless(word)) section.segments = true
  }
  const number = sources.texts.push(text) - 1
  sources.sides.push(2 * theme + (rule.excludes ? 1 : 0))
  node.rules.push(number)
}
