import { html } from 'hono/html'
import { type Ctx, pathTo, publicUrlOf } from '../context.ts'
import { sendPage } from './layout.ts'

/** `GET /demo`: a host page with only the script tag on it. */
export function showDemo(c: Ctx): Promise<Response> {
  const server = publicUrlOf(c)
  return sendPage(c, {
    title: 'Sayso in a page',
    body: html`<main>
<h1>Your product, with a survey in it</h1>
<p>This page stands in for your own. The survey in the corner comes from this one line:</p>
<pre><code>&lt;script async src="${server}/sayso.js" data-survey="demo"&gt;&lt;/script&gt;</code></pre>
<p>Choose a score: it is stored on click, before you give a reason. Then read it back:</p>
<pre><code>curl -H "Authorization: Bearer $SAYSO_KEY" ${server}/v1/surveys/demo/report</code></pre>
<p><button type="button" id="again">Show the survey again</button></p>
<p class="soft">A survey is not shown to the same person on every load; the button shows it regardless.</p>
<script async src="${pathTo(c, '/sayso.js')}" data-survey="demo"></script>
</main>`,
    script:
      "window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)};document.getElementById('again').onclick=function(){sayso('show','demo')}",
  })
}

/** `GET /`: an introduction with links. */
export function showHome(c: Ctx): Promise<Response> {
  return sendPage(c, {
    title: 'Sayso',
    body: html`<main>
<h1>Sayso</h1>
<p>Asks one question inside a product or by link, <em>what score, and why?</em>, stores every answer, and reports the scores: NPS, CSAT and CES.</p>
<h2>Look around</h2>
<ul>
<li><a href="${pathTo(c, '/demo')}">A page with the survey in it</a></li>
<li><a href="${pathTo(c, '/s/demo')}">The same survey as a page of its own</a></li>
<li><a href="${pathTo(c, '/console')}">The console</a>, if you have an API key</li>
<li><a href="${pathTo(c, '/openapi.json')}">The API</a>, as an OpenAPI 3.1 document</li>
</ul>
</main>`,
  })
}
