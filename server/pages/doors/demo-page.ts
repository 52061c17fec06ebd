import { html } from 'hono/html'
import type { Format } from '../../../shared/survey.ts'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import { requirePublicRecord } from '../../surveys/public-survey.ts'
import type { Html } from '../layout.ts'
import { doorTexts } from '../texts/door-texts.ts'
import { sitePage } from './site-page.ts'

const texts = doorTexts.demoPage

/** `GET /demo`: a host page with only the script tag on it. */
export async function showDemo(c: Ctx): Promise<Response> {
  const server = publicUrlOf(c)
  const path = (to: string) => pathTo(c, to)
  const format = await formatAsking(c)
  // An inline survey needs a place in the page; one of another format that gets it is shown as an inline one.
  const place = format === 'inline' ? html` data-target="#here"` : ''
  return sitePage(c, {
    place: 'demo',
    title: texts.title,
    body: html`<main class="front" id="main"><div class="lead"><h1>${texts.heading}</h1><p>${texts.about}</p></div>
<pre class="code"><code>&lt;script async src="${server}/sayso.js" data-survey="demo"${place}&gt;&lt;/script&gt;</code></pre>
${format ? choosing(format) : html`<p class="note warn">${texts.closed}</p>`}
<section class="card gap"><h2>${texts.afterwards}</h2><ul><li><a href="${path('/console/answers?survey=demo')}">${texts.console}</a></li><li>${texts.call}<pre class="code"><code>curl -H "Authorization: Bearer $SAYSO_KEY" ${server}/v1/surveys/demo/report</code></pre></li><li><a href="${path('/docs/widget')}">${texts.next}</a></li></ul></section>
<script async src="${path('/sayso.js')}" data-survey="demo"${place}></script>
</main>`,
    script:
      "window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)};{const again=document.getElementById('again');if(again)again.onclick=function(){sayso('show')}}",
  })
}

function choosing(format: Format): Html {
  return html`${format === 'inline' ? html`<div id="here"></div>` : ''}<p>${texts.choose}</p><p class="row"><button class="btn" type="button" id="again">${texts.again}</button></p><p class="hint">${texts.againHint}</p>`
}

/** The format of the demo survey; `null` unless it is there and live. */
async function formatAsking(c: Ctx): Promise<Format | null> {
  try {
    return (await requirePublicRecord(c, 'demo', null)).survey.definition.format
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
