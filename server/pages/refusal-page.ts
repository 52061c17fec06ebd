import { html } from 'hono/html'
import { parseAccept } from 'hono/utils/accept'
import type { Ctx } from '../context.ts'
import { type ProblemCode, Refusal } from '../http/problem.ts'
import type { LinkWords } from '../links/words.ts'
import { linkWordsIn } from '../links/words-in.ts'
import { sendPage } from './layout.ts'

const wordsByCode: Partial<Record<ProblemCode, readonly [keyof LinkWords, 404 | 410]>> = {
  'not-found': ['unknown', 404],
  'link-expired': ['expired', 410],
  'survey-closed': ['closed', 410],
  'survey-full': ['closed', 410],
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
    const title = (await linkWordsIn(c.var.services, language))[word]
    const body = html`<main><div class="card"><h1>${title}</h1></div></main>`
    return sendPage(c, { title, language, status, body })
  }
}
