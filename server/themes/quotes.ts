import type { Polarity } from '../../shared/themes/polarity.ts'
import type { Database } from '../storage/db.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { newestComments, type Quotable, type Within } from '../storage/themes/mentions.ts'

/** A place in a comment that a rule found. */
export interface QuotedSpan {
  readonly start: number
  readonly end: number
  readonly rule: string
}

/** A comment that speaks of a theme, with the places where it does. */
export interface Quote {
  readonly id: string
  readonly comment: string
  readonly rating: number
  readonly answeredAt: string
  readonly polarity: Polarity | null
  readonly spans: readonly QuotedSpan[]
}

const quotesShown = 3
const quotesLookedAt = 30
/** Shorter ones say little, longer ones much else. */
const telling = { shortest: 20, longest: 280 } as const

/** A few comments for each theme: the newest that say it in a sentence or two, none twice. */
export async function quotesOf(
  database: Database,
  edition: Edition | null,
  themes: readonly string[],
  within: Within,
): Promise<Map<string, Quote[]>> {
  if (!edition) return new Map()
  const quotes = await Promise.all(
    themes.map(async (theme): Promise<[string, Quote[]]> => {
      const newest = await newestComments(database, edition.id, theme, within, quotesLookedAt)
      return [theme, chooseQuotes(newest).map((each) => toQuote(each, theme))]
    }),
  )
  return new Map(quotes)
}

function chooseQuotes(newest: readonly Quotable[]): Quotable[] {
  const distinct = [
    ...new Map(newest.toReversed().map((each) => [each.comment.trim(), each])).values(),
  ].reverse()
  const isTelling = ({ comment }: Quotable) =>
    comment.length >= telling.shortest && comment.length <= telling.longest
  return [...distinct.filter(isTelling), ...distinct.filter((each) => !isTelling(each))].slice(0, quotesShown)
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
