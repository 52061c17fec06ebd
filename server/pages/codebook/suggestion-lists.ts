import { html } from 'hono/html'
import type { Contrast, Discovery, Suggestion } from '../../../shared/themes/discovery.ts'
import type { Html } from '../layout.ts'
import { count } from '../report/numbers.ts'
import { codebookTexts } from '../texts/codebook-texts.ts'
import type { FormTheme } from './codebook-form.ts'

const texts = codebookTexts.suggestions

const maxPerList = 12

/** Words that several comments share and no rule finds, as buttons that add them; nothing for no suggestions. */
export function suggestionLists(found: Discovery, themes: readonly FormTheme[]): Html {
  const unknown = (each: Suggestion) => each.themes.length === 0
  const lists = [
    [texts.lists.unmatched, found.unmatched.filter(unknown)],
    [texts.lists.phrases, found.phrases.filter(unknown)],
    [texts.lists.words, found.words.filter(unknown)],
    [texts.lists.positive, contrastOf(found, 'positive').filter(unknown)],
    [texts.lists.negative, contrastOf(found, 'negative').filter(unknown)],
  ] as const
  const shown = lists.filter(([, all]) => all.length > 0)
  if (shown.length === 0) return html``
  return html`<section class="card" aria-labelledby="suggestions"><h2 id="suggestions">${texts.title}</h2>
<p class="soft">${texts.about}</p>
<label class="field"><span>${texts.to}</span><select name="to">${themes.map(({ theme }) => html`<option value="${theme}">${theme}</option>`)}<option value="">${texts.newTheme}</option></select></label>
${shown.map(([name, all]) => html`<h3>${name}</h3><ul class="choices">${all.slice(0, maxPerList).map(({ text, n }) => html`<li><button type="submit" name="add" value="${text}" class="word"><bdi>${text}</bdi> <span class="soft">${count(n)}</span></button></li>`)}</ul>`)}</section>`
}

function contrastOf({ contrast }: Discovery, of: Contrast['of']): Contrast[] {
  return contrast.filter((each) => each.of === of)
}
