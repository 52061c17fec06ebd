import { html } from 'hono/html'
import type { Contrast, Discovery, Suggestion } from '../../../shared/themes/discovery.ts'
import type { ChangedComment, Preview } from '../../themes/preview.ts'
import type { Html } from '../layout.ts'
import { marked } from '../report/highlight.ts'
import { count, counted, percent } from '../report/numbers.ts'
import { warningList } from '../report/themes-card.ts'

/** A theme as a form has it. */
export interface FormTheme {
  readonly theme: string
  readonly rules: readonly string[]
}

/** The themes a form was sent with; lines and themes without words are left away. */
export function themesInForm(form: URLSearchParams): FormTheme[] {
  const rules = form.getAll('rules')
  return form
    .getAll('theme')
    .map((theme, place) => ({
      theme: theme.trim(),
      rules: (rules[place] ?? '').split(/\r?\n/).flatMap((rule) => rule.trim() || []),
    }))
    .filter(({ theme, rules: own }) => theme !== '' || own.length > 0)
}

/** The themes with their rules one a line, and room for another theme. */
export function codebookForm(themes: readonly FormTheme[], isOwn: boolean): Html {
  return html`<section class="card" aria-labelledby="rules"><h2 id="rules">Themes and their rules</h2>
<p class="soft">One rule a line. <code>price</code> finds price and prices, <code>too slow</code> two words in a row, <code>crash*</code> what begins so, <code>=AI</code> exactly that, <code>~loading</code> a part of a word, <code>!price tag</code> takes back what it overlaps. To remove a theme, empty both its fields.</p>
<div class="theme-fields">${[...themes, { theme: '', rules: [] }].map(themeFields)}</div>
<div class="deeds"><button type="submit" name="deed" value="try">Try on the comments</button> <button type="submit" name="deed" value="save">Save and read again</button>${isOwn ? html` <button type="submit" name="deed" value="give up" class="quiet" formnovalidate>Go back to the rules before these</button>` : ''}</div></section>`
}

function themeFields({ theme, rules }: FormTheme, place: number): Html {
  const isNew = theme === '' && rules.length === 0
  return html`<fieldset><legend class="visually-hidden">${isNew ? 'Another theme' : theme}</legend>
<label class="field"><span>${isNew ? 'Another theme' : `Theme ${place + 1}`}</span><input type="text" name="theme" value="${theme}" maxlength="80" dir="auto"></label>
<label class="field"><span>Rules</span><textarea name="rules" rows="${Math.min(10, Math.max(3, rules.length))}" dir="auto" spellcheck="false">${rules.join('\n')}</textarea></label></fieldset>`
}

/** What the rules would change, with comments that show it. */
export function previewTable({ n, coverage, themes, gained, lost, warnings }: Preview): Html {
  const moved = themes.filter((each) => each.gained > 0 || each.lost > 0)
  return html`<section class="card" aria-labelledby="preview"><h2 id="preview">What would change</h2>
<p>Tried on ${counted(n, 'comment')}: a theme is found in ${percent(coverage.after.percent)} of them, instead of ${percent(coverage.before.percent)}. Nothing is saved yet.</p>
${warningList(warnings)}
${
  moved.length === 0
    ? html`<p class="soft">No comment would gain or lose a theme.</p>`
    : html`<table class="numbers"><thead><tr><th scope="col">Theme</th><th scope="col" class="number">Now</th><th scope="col" class="number">Then</th><th scope="col" class="number">Gained</th><th scope="col" class="number">Lost</th></tr></thead>
<tbody>${moved.map((each) => html`<tr><th scope="row"><bdi>${each.theme}</bdi></th><td class="number">${count(each.before)}</td><td class="number">${count(each.after)}</td><td class="number">${count(each.gained)}</td><td class="number">${count(each.lost)}</td></tr>`)}</tbody></table>`
}
${examples('Gained', gained)}${examples('Lost', lost)}</section>`
}

function examples(name: string, comments: readonly ChangedComment[]): Html {
  if (comments.length === 0) return html``
  return html`<h3>${name}, for instance</h3><ul class="plain quotes">${comments.map(({ comment, theme, spans }) => html`<li><strong><bdi>${theme}</bdi></strong><blockquote dir="auto">${marked(comment, spans)}</blockquote></li>`)}</ul>`
}

const listed = 12

/** What comments share and no rule finds, to be added with a click. */
export function suggestionLists(found: Discovery, themes: readonly FormTheme[]): Html {
  const unknown = (each: Suggestion) => each.themes.length === 0
  const lists = [
    ['In comments without a theme', found.unmatched.filter(unknown)],
    ['Phrases', found.phrases.filter(unknown)],
    ['Words', found.words.filter(unknown)],
    ['Said more by those who score high', contrastOf(found, 'positive').filter(unknown)],
    ['Said more by those who score low', contrastOf(found, 'negative').filter(unknown)],
  ] as const
  const shown = lists.filter(([, all]) => all.length > 0)
  if (shown.length === 0) return html``
  return html`<section class="card" aria-labelledby="suggestions"><h2 id="suggestions">Suggestions</h2>
<p class="soft">Words that several comments share and no rule finds. Choose the theme, then the words; nothing is kept before you save.</p>
<label class="field"><span>Add to</span><select name="to">${themes.map(({ theme }) => html`<option value="${theme}">${theme}</option>`)}<option value="">a theme of its own</option></select></label>
${shown.map(([name, all]) => html`<h3>${name}</h3><ul class="choices">${all.slice(0, listed).map(({ text, n }) => html`<li><button type="submit" name="add" value="${text}" class="word"><bdi>${text}</bdi> <span class="soft">${count(n)}</span></button></li>`)}</ul>`)}</section>`
}

function contrastOf({ contrast }: Discovery, of: Contrast['of']): Contrast[] {
  return contrast.filter((each) => each.of === of)
}
