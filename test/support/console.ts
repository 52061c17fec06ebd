import { type Answer, clientOf, send } from './client.ts'
import { type Collector, startCollector } from './collector.ts'
import { signedInCookie } from './reports.ts'

/** The console as somebody signed in uses it, and its collector. */
export interface Console {
  readonly collector: Collector
  readonly api: ReturnType<typeof clientOf>
  get(path: string): Promise<Answer>
  /** Sends a form as a browser would. */
  post(path: string, fields: Record<string, string> | URLSearchParams, origin?: string): Promise<Answer>
  close(): Promise<void>
}

/** Starts a collector and signs in to its console. */
export async function openConsole(variables: Record<string, string> = {}): Promise<Console> {
  const collector = await startCollector(variables)
  const cookie = await signedInCookie(collector)
  return {
    collector,
    api: clientOf(collector),
    get: (path) => send(collector.url + path, { headers: { cookie }, redirect: 'manual' }),
    post: (path, fields, origin = collector.url) =>
      send(collector.url + path, {
        method: 'POST',
        headers: { cookie, origin },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      }),
    close: () => collector.close(),
  }
}

/** What a page says, without its tags. */
export function textOf({ body }: Pick<Answer, 'body'>): string {
  return String(body)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** Answers with one rating, given so many days ago. */
export function givenDaysAgo(count: number, rating: number, days: number) {
  return Array.from({ length: count }, (_, place) => ({
    id: `${days}-${rating}-${place}`,
    rating,
    answeredAt: daysAgo(days),
  }))
}
