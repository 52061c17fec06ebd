import { html } from 'hono/html'
import { type Ctx, publicUrlOf } from '../context.ts'
import { sendPage } from './layout.ts'

/** `GET /demo`: a host page with nothing on it but the tag. */
export function showDemo(c: Ctx): Promise<Response> {
  const server = publicUrlOf(c)
  return sendPage(c, {
    title: 'Sayso in a page',
    body: html`<main>
<h1>Your product, with a survey in it</h1>
<p>This page stands for any page of yours. The survey in the corner comes from this one line:</p>
<pre><code>&lt;script async src="${server}/sayso.js" data-survey="demo"&gt;&lt;/script&gt;</code></pre>
<p>Choose a score: it is stored at the click, before you say why. Then read it back:</p>
<pre><code>curl -H "Authorization: Bearer $SAYSO_KEY" ${server}/v1/surveys/demo/report</code></pre>
<p><button type="button" id="again">Show the survey again</button></p>
<p class="soft">A page asks the same person once in a while, not on every load; the button asks regardless.</p>
<script async src="/sayso.js" data-survey="demo"></script>
</main>`,
    script:
      "window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)};document.getElementById('again').onclick=function(){sayso('show','demo')}",
  })
}

/** `GET /`: what this is and where things are. */
export function showHome(c: Ctx): Promise<Response> {
  return sendPage(c, {
    title: 'Sayso',
    body: html`<main>
<h1>Sayso</h1>
<p>Asks one question inside a product or by link, <em>what score, and why?</em>, keeps every answer, and says what the answers mean: NPS, CSAT and CES.</p>
<h2>Look around</h2>
<ul>
<li><a href="/demo">A page with the survey in it</a></li>
<li><a href="/s/demo">The same survey as a page of its own</a></li>
<li><a href="/console">The console</a>, for those who have a key</li>
<li><a href="/openapi.json">The API</a>, as an OpenAPI 3.1 document</li>
</ul>
</main>`,
  })
}
