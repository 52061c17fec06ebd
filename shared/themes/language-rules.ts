import type { Stemmer } from './stemmer.ts'

/** The rules of a codebook in all its languages. A rule's number is its index in both lists. */
export interface RuleSources {
  /** The rules as they were written. */
  readonly texts: string[]
  /** 2 × the number of the rule's theme, plus 1 for a rule that excludes (`!rule`). */
  readonly sides: number[]
}

/** A node of the trie of rules, reached by the words read so far. */
export interface Node {
  /** Numbers of the rules that end here. */
  readonly rules: number[]
  /** The next node by the symbol of the next word. */
  readonly next: Map<number, Node>
}

/** The rules of one language, ready to match. */
export interface LanguageRules {
  readonly stem: Stemmer
  readonly root: Node
  /** A number (symbol) for each word of a rule; the key is the mark of its `MatchKind`, then the word. */
  readonly symbols: Map<string, number>
  /** Symbols of words that stand second or later in a rule. */
  readonly later: Set<number>
  /** The length of the longest prefix or substring that a rule looks for; 0 when none does. */
  readonly longest: number
  readonly sources: RuleSources
  /** Whether a rule has a whole word of a script without spaces, so that comments must be segmented. */
  readonly segments: boolean
  readonly script: RegExp | undefined
  readonly valences: ReadonlyMap<string, number>
  readonly stopWords: ReadonlySet<string>
  readonly negations: readonly string[]
  readonly conjunctions: readonly string[]
  /** A cache of words looked up so far, by the word in lower case. */
  readonly seen: Map<string, WordEntry>
}

/** Everything the rules and word lists of one language say of one word. */
export interface WordEntry {
  /** Normalised. */
  readonly word: string
  /** One-word rules that fit it. Of several of one theme only the first, since they would overlap. */
  readonly wordRules: readonly number[]
  /** Trie nodes at which longer rules continue after this word. */
  readonly nodes: readonly Node[]
  /** The symbols `nodes` continue with, as a 32-bit Bloom filter to test against the next word's `symbolBits`. */
  readonly nextBits: number
  /** Symbols of later rule words that this word fits, and the same as a 32-bit Bloom filter. */
  readonly symbols: readonly number[]
  readonly symbolBits: number
  /** −5 to 5; 0 when no list has the word. */
  readonly valence: number
  readonly negates: boolean
  /** Whether it is a conjunction, at which a new clause begins. */
  readonly startsClause: boolean
}
