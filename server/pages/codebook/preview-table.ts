import { html } from 'hono/html'
import type { ChangedComment, Preview } from '../../themes/preview.ts'
import type { Html } from '../layout.ts'
import { highlighted } from '../report/highlight.ts'
import { count, counted, percent } from '../report/numbers.ts'
import { warningList } from '../report/themes-card.ts'
import { codebookTexts } from '../texts/codebook-texts.ts'

const texts = codebookTexts.preview
const { heads } = texts

/** The themes that comments would gain and lose under the new rules, with examples. */
export function previewTable({ n, coverage, themes, gained, lost, warnings }: Preview): Html {
  const changed = themes.filter((each) => each.gained > 0 || each.lost > 0)
  return html`<section class="card" aria-labelledby="preview"><h2 id="preview" tabindex="-1" autofocus>${texts.title}</h2>
<p>${texts.tried(counted(n, 'comment'), percent(coverage.after.percent), percent(coverage.before.percent))}</p>
${warningList(warnings)}
${
  changed.length === 0
    ? html`<p class="soft">${texts.none}</p>`
    : html`<table class="numbers"><thead><tr><th scope="col">${heads.theme}</th><th scope="col" class="number">${heads.now}</th><th scope="col" class="number">${heads.after}</th><th scope="col" class="number">${heads.gained}</th><th scope="col" class="number">${heads.lost}</th></tr></thead>
<tbody>${changed.map((each) => html`<tr><th scope="row"><bdi>${each.theme}</bdi></th><td class="number">${count(each.before)}</td><td class="number">${count(each.after)}</td><td class="number">${count(each.gained)}</td><td class="number">${count(each.lost)}</td></tr>`)}</tbody></table>`
}
${examples(texts.instances.gained, gained)}${examples(texts.instances.lost, lost)}</section>`
}

function examples(name: string, comments: readonly ChangedComment[]): Html {
  if (comments.length === 0) return html``
  return html`<h3>${name}</h3><ul class="plain quotes">${comments.map(({ comment, theme, spans }) => html`<li><strong><bdi>${theme}</bdi></strong><blockquote dir="auto">${highlighted(comment, spans)}</blockquote></li>`)}</ul>`
}
