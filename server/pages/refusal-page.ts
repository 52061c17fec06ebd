import { html } from 'hono/html'
import { parseAccept } from 'hono/utils/accept'
import type { LinkWords } from '../../shared/locale.ts'
import { localeFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { type ProblemCode, Refusal } from '../http/problem.ts'
import { sendPage } from './layout.ts'

const said: Partial<Record<ProblemCode, readonly [keyof LinkWords, 404 | 410]>> = {
  'not-found': ['unknownLink', 404],
  'link-expired': ['linkExpired', 410],
  'survey-closed': ['surveyClosed', 410],
  'survey-full': ['surveyClosed', 410],
}

/** A page that tells people in their browser's language why a link leads nowhere; programs get the problem document. */
export const forPeople = (show: (c: Ctx) => Promise<Response>) => async (c: Ctx) => {
  try {
    return await show(c)
  } catch (error) {
    const why = error instanceof Refusal ? said[error.code] : undefined
    if (!why || !c.req.header('accept')?.includes('text/html')) throw error
    const [word, status] = why
    const language = parseAccept(c.req.header('accept-language') ?? '')[0]?.type ?? 'en'
    const title = (await localeFor(c.var.services, language)).links[word]
    const body = html`<main><div class="card"><h1>${title}</h1></div></main>`
    return sendPage(c, { title, language, status, body })
  }
}
