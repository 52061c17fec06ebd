import { html } from 'hono/html'
import { type Ctx, pathOf, pathTo } from '../context.ts'
import { languages } from './language.ts'
import type { Html } from './layout.ts'

/** The choice of a language: a button for each but the one of the page. It leads to `back`, which is the same page where there is one. */
export function languageForm(
  c: Ctx,
  back = c.req.method === 'GET' ? pathOf(c) : pathTo(c, '/console'),
): Html {
  const others = Object.entries(languages).filter(([tag]) => tag !== (c.var.askedWords?.language ?? 'en'))
  return html`<form class="languages" method="post" action="${pathTo(c, '/console/language')}"><input type="hidden" name="back" value="${back}">${others.map(([tag, name]) => html`<button name="language" value="${tag}" lang="${tag}" dir="auto" type="submit">${name}</button>`)}</form>`
}
