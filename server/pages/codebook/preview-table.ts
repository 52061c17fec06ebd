import { html } from 'hono/html'
import type { ChangedComment, Preview } from '../../themes/preview.ts'
import type { Html } from '../layout.ts'
import { highlighted } from '../report/highlight.ts'
import { count, counted, percent } from '../report/numbers.ts'
import { warningList } from '../report/themes-card.ts'

/** The themes that comments would gain and lose under the new rules, with examples. */
export function previewTable({ n, coverage, themes, gained, lost, warnings }: Preview): Html {
  const changed = themes.filter((each) => each.gained > 0 || each.lost > 0)
  return html`<section class="card" aria-labelledby="preview"><h2 id="preview">What would change</h2>
<p>Tried on ${counted(n, 'comment')}: ${percent(coverage.after.percent)} of them have a theme, instead of ${percent(coverage.before.percent)}. Nothing is saved yet.</p>
${warningList(warnings)}
${
  changed.length === 0
    ? html`<p class="soft">No comment would gain or lose a theme.</p>`
    : html`<table class="numbers"><thead><tr><th scope="col">Theme</th><th scope="col" class="number">Now</th><th scope="col" class="number">After</th><th scope="col" class="number">Gained</th><th scope="col" class="number">Lost</th></tr></thead>
<tbody>${changed.map((each) => html`<tr><th scope="row"><bdi>${each.theme}</bdi></th><td class="number">${count(each.before)}</td><td class="number">${count(each.after)}</td><td class="number">${count(each.gained)}</td><td class="number">${count(each.lost)}</td></tr>`)}</tbody></table>`
}
${examples('Gained', gained)}${examples('Lost', lost)}</section>`
}

function examples(name: string, comments: readonly ChangedComment[]): Html {
  if (comments.length === 0) return html``
  return html`<h3>${name}, for instance</h3><ul class="plain quotes">${comments.map(({ comment, theme, spans }) => html`<li><strong><bdi>${theme}</bdi></strong><blockquote dir="auto">${highlighted(comment, spans)}</blockquote></li>`)}</ul>`
}
