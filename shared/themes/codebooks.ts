import { type Codebook, readCodebook } from './codebook.ts'
import en from './codebooks/en.json' with { type: 'json' }

/**
 * Codebooks for software and services, to begin with and to extend, by language. Their themes have
 * the same names in every language, so that tallies of several languages add up.
 */
export const defaultCodebooks: Readonly<Record<string, Codebook>> = Object.fromEntries(
  [en].map((book) => {
    const read = readCodebook(book)
    if ('errors' in read) throw new RangeError(`${book.language}: ${read.errors[0]!.detail}`)
    return [book.language, read.codebook]
  }),
)
