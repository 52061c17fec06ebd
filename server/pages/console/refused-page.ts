import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { refusalFor } from '../../http/failures.ts'
import { type ProblemCode, problemResponse, problems, Refusal } from '../../http/problem.ts'
import { inLanguage } from '../language.ts'
import type { Html } from '../layout.ts'
import { reasonOn, refusalText } from '../reason.ts'
import { shellTexts } from '../texts/shell-texts.ts'
import { brandMark } from './icons.ts'
import { doorPage } from './shell.ts'

/** Whether somebody looks at the answer, not a program. */
export function isForReader(c: Ctx): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false
}

/** Answers what was thrown below a page of the console by a page; by a problem document where none can be made. */
export async function answerRefused(error: unknown, c: Ctx): Promise<Response> {
  const refusal = refusalFor(error, c)
  const document = problemResponse(refusal)
  try {
    const page = await refusedPage(c, refusal)
    const again = document.headers.get('retry-after')
    if (again) page.headers.set('retry-after', again)
    return page
  } catch {
    return document
  }
}

/** `404` for whoever looks at it. */
export function showNotFound(c: Ctx): Promise<Response> {
  return refusedPage(c, new Refusal('not-found'))
}

async function refusedPage(c: Ctx, refusal: Refusal): Promise<Response> {
  let page: Response | undefined
  await inLanguage(c, async () => {
    page = await refusalIn(c, refusal)
  })
  return page!
}

function refusalIn(c: Ctx, refusal: Refusal): Promise<Response> {
  const texts = shellTexts.refusals as Partial<Record<ProblemCode, readonly [string, string]>>
  const [title, advice] = texts[refusal.code] ?? shellTexts.refusals.other
  const id = refusal.code === 'internal' ? c.get('requestId') : null
  return doorPage(c, {
    title: `${title} – Sayso`,
    status: problems[refusal.code][0],
    body: html`<div class="card"><p class="brand">${brandMark}</p><h1>${title}</h1>
<div class="stack"><p>${advice}</p>${refusal.code === 'invalid' && refusal.detail ? html`<p>${reasonOn(refusalText(refusal))}</p>` : ''}${id ? html`<p class="hint">${shellTexts.requestId(id)}</p>` : ''}
${wayOn(c)}</div></div>`,
  })
}

/** Where to go on. Whoever came by a personal link has nothing to look for here. */
function wayOn(c: Ctx): Html | '' {
  const { path } = c.req
  if (/^\/[sipdru]\//.test(path)) return ''
  const to = ['/console', '/docs'].find((each) => path === each || path.startsWith(`${each}/`)) ?? '/'
  return html`<p><a class="btn wide" href="${pathTo(c, to)}">${shellTexts.backTo[to as keyof typeof shellTexts.backTo]}</a></p>`
}
