import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Html } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'
import { sitePage } from './site-page.ts'

const texts = doorTexts.home

/** `GET /`: what this server is, and the ways on for whoever comes to it. */
export function showHome(c: Ctx): Promise<Response> {
  const link = (path: string, words: string) => html`<a href="${pathTo(c, path)}">${words}</a>`
  return sitePage(c, {
    place: 'home',
    title: texts.title,
    body: html`<main class="front" id="main">
<div class="lead"><h1>${texts.heading}</h1><p>${texts.about}</p>
<p class="row"><a class="btn primary" href="${pathTo(c, '/console')}">${doorTexts.signIn}</a><a class="btn" href="${pathTo(c, '/demo')}">${texts.see}</a></p></div>
<picture><source srcset="${pathTo(c, '/docs/report-dark.png')}" media="(prefers-color-scheme: dark)"><img src="${pathTo(c, '/docs/report.png')}" alt="${texts.picture}"></picture>
<div class="ways">
${way(texts.team, html`<p>${texts.teamAbout}</p><ul><li>${link('/console', texts.teamLink)}</li></ul>`)}
${way(texts.look, html`<ul><li>${link('/demo', texts.demoLink)}</li><li>${link('/s/demo', texts.aloneLink)}</li></ul>`)}
${way(texts.build, html`<ul><li>${link('/docs', texts.docsLink)}</li><li>${link('/docs/reference', texts.apiLink)}</li><li>${link('/openapi.json', texts.documentLink)}</li></ul>`)}
${way(texts.asked, html`<p>${texts.askedAbout}</p>`)}
</div></main>`,
  })
}

function way(title: string, content: Html): Html {
  return html`<section class="card"><h2>${title}</h2>${content}</section>`
}
