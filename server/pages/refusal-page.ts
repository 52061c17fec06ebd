import { html } from 'hono/html'
import { parseAccept } from 'hono/utils/accept'
import type { LinkWords } from '../../shared/locale.ts'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { type ProblemCode, Refusal } from '../http/problem.ts'
import { embeddingOf, withAppEvents } from './embedding.ts'
import { sendPage } from './layout.ts'

const wordsByCode: Partial<Record<ProblemCode, readonly [keyof LinkWords, 404 | 410]>> = {
  'not-found': ['unknownLink', 404],
  'link-expired': ['linkExpired', 410],
  'survey-closed': ['surveyClosed', 410],
  'survey-full': ['surveyClosed', 410],
}

/** Wraps a page so that browsers get an expected refusal as a page in their language; other clients get the problem document. */
export const forPeople = (show: (c: Ctx) => Promise<Response>) => async (c: Ctx) => {
  try {
    return await show(c)
  } catch (error) {
    const entry = error instanceof Refusal ? wordsByCode[error.code] : undefined
    if (!entry || !c.req.header('accept')?.includes('text/html')) throw error
    const [word, status] = entry
    const language = parseAccept(c.req.header('accept-language') ?? '')[0]?.type ?? 'en'
    const title = (await localeFor(c.var.services, language)).links[word]
    const body = html`<main><div class="card"><h1>${title}</h1></div></main>`
    const page = withAppEvents(
      c,
      embeddingOf(c, []),
      'dismissed',
      { reason: (error as Refusal).code },
      { title, language, status, body },
    )
    return sendPage(c, page)
  }
}
