import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/** A theme in the form. */
export interface FormTheme {
  readonly theme: string
  readonly rules: readonly string[]
}

/** The themes of a submitted form, without blank lines and blank themes. */
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

/** The themes with their rules, one per line, and fields for a new theme. */
export function codebookForm(themes: readonly FormTheme[], isOwn: boolean): Html {
  return html`<section class="card" aria-labelledby="rules"><h2 id="rules">Themes and their rules</h2>
<p class="soft">One rule per line. <code>price</code> finds price and prices, <code>too slow</code> two words in a row, <code>crash*</code> words that start with crash, <code>=AI</code> exactly AI, <code>~loading</code> part of a word; <code>!price tag</code> excludes what it overlaps. To remove a theme, clear both its fields.</p>
<div class="theme-fields">${[...themes, { theme: '', rules: [] }].map(themeFields)}</div>
<div class="actions"><button type="submit" name="deed" value="try">Preview on comments</button> <button type="submit" name="deed" value="save">Save and reread comments</button>${isOwn ? html` <button type="submit" name="deed" value="give up" class="quiet" formnovalidate>Remove this survey’s own rules</button>` : ''}</div></section>`
}

function themeFields({ theme, rules }: FormTheme, place: number): Html {
  const isNew = theme === '' && rules.length === 0
  return html`<fieldset><legend class="hide">${isNew ? 'Another theme' : theme}</legend>
<label class="field"><span>${isNew ? 'Another theme' : `Theme ${place + 1}`}</span><input type="text" name="theme" value="${theme}" maxlength="80" dir="auto"></label>
<label class="field"><span>Rules</span><textarea name="rules" rows="${Math.min(10, Math.max(3, rules.length))}" dir="auto" spellcheck="false">${rules.join('\n')}</textarea></label></fieldset>`
}
