import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { languageForm } from '../language-form.ts'
import type { Html } from '../layout.ts'
import { shellTexts } from '../texts/shell-texts.ts'
import { brandMark } from './icons.ts'
import { doorPage } from './shell.ts'

/** The form that takes a key; `back` is the page to show afterwards. */
export function showSignIn(
  c: Ctx,
  { back = pathTo(c, '/console'), wrong }: { back?: string; wrong?: 'key' | 'link' } = {},
): Promise<Response> {
  const texts = shellTexts.signIn
  const described = wrong
    ? html` aria-describedby="wrong" aria-invalid="true" autofocus`
    : html` aria-describedby="help"`
  return doorPage(c, {
    title: texts.title,
    status: wrong ? 401 : 200,
    body: html`<form class="card" method="post" action="${pathTo(c, '/console/sign-in')}"><p class="brand">${brandMark}</p>
<h1>${texts.heading}</h1>
<input type="hidden" name="back" value="${back}">
<div class="field"><label class="label" for="key">${texts.key}</label><input class="input" id="key" type="password" name="key" required autocomplete="current-password"${described}>
${wrong ? html`<p class="wrong" id="wrong">${texts.wrong[wrong]}</p>` : ''}</div>
<p class="hint" id="help">${texts.firstStart}</p>
<p class="gap"><button class="btn primary wide" type="submit">${texts.button}</button></p>
${lostKey(c)}</form>${languageForm(c, back)}`,
  })
}

function lostKey(c: Ctx): Html {
  const { title, colleague, terminal, nobody, more } = shellTexts.signIn.lost
  return html`<details class="gap"><summary>${title}</summary><ul class="stack-s small"><li>${colleague}</li><li>${terminal} <code>npx sayso keys create NAME</code></li><li>${nobody} <code>SAYSO_ADMIN_KEY</code>.</li><li><a href="${pathTo(c, '/docs/operating#files-and-the-first-key')}">${more}</a></li></ul></details>`
}

/** The page of the link of the first start: a button, since programs that look at links would use it up. */
export function showFirstSignIn(c: Ctx): Promise<Response> {
  const texts = shellTexts.signIn
  return doorPage(c, {
    title: texts.title,
    body: html`<form class="card" method="post"><p class="brand">${brandMark}</p>
<h1>${texts.heading}</h1><p class="hint">${texts.once}</p>
<p class="gap"><button class="btn primary wide" type="submit">${texts.button}</button></p></form>`,
  })
}
