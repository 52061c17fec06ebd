import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { codebookTexts } from '../texts/codebook-texts.ts'

const texts = codebookTexts.form
const { signs } = texts

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
  return html`<section class="card" aria-labelledby="rules"><h2 id="rules">${texts.title}</h2>
<p class="soft">${texts.oneALine} <code>price</code> ${signs.word} <code>too slow</code> ${signs.row} <code>crash*</code> ${signs.start} <code>=AI</code> ${signs.exact} <code>~loading</code> ${signs.part} <code>!price tag</code> ${signs.not}</p>
<div class="theme-fields">${[...themes, { theme: '', rules: [] }].map(themeFields)}</div>
<div class="actions"><button type="submit" name="deed" value="try">${texts.try}</button> <button type="submit" name="deed" value="save">${texts.save}</button>${isOwn ? html` <button type="submit" name="deed" value="give up" class="quiet" formnovalidate>${texts.giveUp}</button>` : ''}</div></section>`
}

function themeFields({ theme, rules }: FormTheme, place: number): Html {
  const isNew = theme === '' && rules.length === 0
  return html`<fieldset><legend class="hide">${isNew ? texts.another : html`<bdi>${theme}</bdi>`}</legend>
<label class="field"><span>${isNew ? texts.another : texts.theme(place + 1)}</span><input type="text" name="theme" value="${theme}" maxlength="80" dir="auto"></label>
<label class="field"><span>${texts.rules}</span><textarea name="rules" rows="${Math.min(10, Math.max(3, rules.length))}" dir="auto" spellcheck="false">${rules.join('\n')}</textarea></label></fieldset>`
}
