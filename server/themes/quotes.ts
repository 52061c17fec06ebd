import type { Polarity } from '../../shared/themes/polarity.ts'
import type { Database } from '../storage/db.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { newestComments, type Quotable, type Within } from '../storage/themes/mentions.ts'

/** The part of a comment that a rule matched, in UTF-16 units. */
export interface QuotedSpan {
  readonly start: number
  readonly end: number
  readonly rule: string
}

/** A comment with a theme, and the parts of it that matched. */
export interface Quote {
  readonly id: string
  readonly comment: string
  readonly rating: number
  readonly answeredAt: string
  readonly polarity: Polarity | null
  readonly spans: readonly QuotedSpan[]
}

const quotesShown = 3
const candidates = 30
/** Characters of a good quote: shorter comments say little, longer ones speak of other themes too. */
const goodLength = { least: 20, most: 280 } as const

/** Up to three quotes for each theme: the newest of a good length first, no text twice. Empty without an edition. */
export async function quotesOf(
  database: Database,
  edition: Edition | null,
  themes: readonly string[],
  within: Within,
): Promise<Map<string, Quote[]>> {
  if (!edition) return new Map()
  const quotes = await Promise.all(
    themes.map(async (theme): Promise<[string, Quote[]]> => {
      const newest = await newestComments(database, edition.id, theme, within, candidates)
      return [theme, chooseQuotes(newest).map((each) => toQuote(each, theme))]
    }),
  )
  return new Map(quotes)
}

function chooseQuotes(newest: readonly Quotable[]): Quotable[] {
  const distinct = [
    ...new Map(newest.toReversed().map((each) => [each.comment.trim(), each])).values(),
  ].reverse()
  const isGood = ({ comment }: Quotable) =>
    comment.length >= goodLength.least && comment.length <= goodLength.most
  return [...distinct.filter(isGood), ...distinct.filter((each) => !isGood(each))].slice(0, quotesShown)
}

function toQuote({ id, comment, rating, answeredAt, mentions }: Quotable, theme: string): Quote {
  const mine = mentions.filter((mention) => mention.theme === theme)
  return {
    id,
    comment,
    rating,
    answeredAt: new Date(answeredAt).toISOString(),
    polarity: mine[0]?.polarity ?? null,
    spans: mine.map(({ start, end, rule }) => ({ start, end, rule })),
  }
}
