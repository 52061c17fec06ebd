import { html } from 'hono/html'
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
  return sitePage(c, {
    place: 'demo',
    title: texts.title,
    body: html`<main class="front" id="main"><div class="lead"><h1>${texts.heading}</h1><p>${texts.about}</p></div>
<pre class="code"><code>&lt;script async src="${server}/sayso.js" data-survey="demo"&gt;&lt;/script&gt;</code></pre>
${(await isAsking(c)) ? choosing() : html`<p class="note warn">${texts.closed}</p>`}
<section class="card gap"><h2>${texts.afterwards}</h2><ul><li><a href="${path('/console/answers?survey=demo')}">${texts.console}</a></li><li>${texts.call}<pre class="code"><code>curl -H "Authorization: Bearer $SAYSO_KEY" ${server}/v1/surveys/demo/report</code></pre></li><li><a href="${path('/docs/widget')}">${texts.next}</a></li></ul></section>
<script async src="${path('/sayso.js')}" data-survey="demo"></script>
</main>`,
    script:
      "window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)};{const again=document.getElementById('again');if(again)again.onclick=function(){sayso('show','demo')}}",
  })
}

function choosing(): Html {
  return html`<p>${texts.choose}</p><p class="row"><button class="btn" type="button" id="again">${texts.again}</button></p><p class="hint">${texts.againHint}</p>`
}

/** Whether the demo survey is there and live. */
async function isAsking(c: Ctx): Promise<boolean> {
  try {
    await requirePublicRecord(c, 'demo', null)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
