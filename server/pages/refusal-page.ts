import type { LinkWords } from '../../shared/locale.ts'
import { localeFor, ownTagFor } from '../built-data/locales.ts'
import type { Ctx } from '../context.ts'
import { acceptedLanguages } from '../http/accepted-languages.ts'
import { type ProblemCode, Refusal } from '../http/problem.ts'
import { embeddingOf, withAppEvents } from './embedding.ts'
import { sendPage } from './layout.ts'
import { notePage } from './survey-frame.ts'

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
    const language = await builtInLanguage(c)
    const locale = await localeFor(c.var.services, language)
    const reason = (error as Refusal).code
    const page = notePage({ language, locale }, locale.links[word], { status })
    return sendPage(c, withAppEvents(c, embeddingOf(c, []), 'dismissed', { reason }, page))
  }
}

/** The first language the browser accepts that there are words for. */
async function builtInLanguage(c: Ctx): Promise<string> {
  for (const wanted of acceptedLanguages(c)) {
    const tag = await ownTagFor(c.var.services, wanted)
    if (tag) return tag
  }
  return 'en'
}
