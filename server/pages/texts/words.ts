/**
 * What stands in a translation for a text that takes something, with `{0}` for the first thing taken and so on. Where
 * a number is taken, it may have a form for each of its kinds; where one of a few words is taken, which is the first,
 * it has a form for each word.
 */
export type Message<Taken extends readonly unknown[]> = [WordIn<Taken>] extends [never]
  ? string | (number extends Taken[number] ? Plural : never)
  : Readonly<Record<WordIn<Taken>, string>>

type WordIn<Taken extends readonly unknown[]> = Literal<Taken[0]>
type Literal<Word> = Word extends string ? (string extends Word ? never : Word) : never

/** A text in the forms of `Intl.PluralRules`, chosen by the first number it takes. */
export interface Plural {
  readonly zero?: string
  readonly one: string
  readonly two: string
  readonly few: string
  readonly many: string
  readonly other: string
}

/** Texts as a translation holds them: data, that is messages instead of functions. */
export type Translated<Text> = Text extends (...taken: infer Taken) => string
  ? Message<Taken>
  : Text extends string
    ? string
    : { readonly [Key in keyof Text]: Translated<Text[Key]> }

/** The language that a page is made in. */
export interface Words {
  /** BCP 47, for `lang`. */
  readonly language: string
  /** How numbers and dates are written, like `ar-EG`. */
  readonly locale: string
  /** Texts by their path, like `shell.signIn.heading`; none for English, which stands in the code. */
  readonly texts: ReadonlyMap<string, unknown>
}

export const english: Words = { language: 'en', locale: 'en', texts: new Map() }
