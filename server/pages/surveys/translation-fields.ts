import { html } from 'hono/html'
import type { Locale } from '../../../shared/locale.ts'
import type { Scale } from '../../../shared/scale.ts'
import { hasLocale, localeFor } from '../../built-data/locales.ts'
import type { Ctx } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { bandLooks, bandsInWords } from './bands-in-words.ts'
import { areaField, type FormState, type Option, textField } from './form-fields.ts'
import { fieldsOfTranslation, languagesIn, removedField } from './translations.ts'

const texts = editorTexts.languages

/** The translations of a survey in its editor: one is shown, the others that were touched go along unseen. */
export interface Translations {
  readonly tags: readonly string[]
  readonly current: string | undefined
  /** The built-in words of the one that is shown; `null` where its language has none. */
  readonly usual: Locale | null
}

/** The values of a form with the fields of the translation that is to be shown, and which those are. */
export async function withTranslation(
  c: Ctx,
  survey: SurveyRecord,
  values: FormState['values'],
  asked: string | undefined,
): Promise<{ readonly values: FormState['values']; readonly translations: Translations }> {
  const known = survey.definition.translations ?? {}
  const tags = [...new Set([...Object.keys(known), ...languagesIn(values)])].filter(
    (tag) => !values[removedField(tag)],
  )
  const shown = asked && isTag(asked) && asked !== survey.definition.language ? asked : undefined
  const all = shown && !tags.includes(shown) ? [...tags, shown] : tags
  const current = shown ?? all[0]
  const usual =
    current && (await hasLocale(c.var.services, current)) ? await localeFor(c.var.services, current) : null
  const fields = current ? fieldsOfTranslation(current, known[current] ?? {}) : {}
  return {
    values: { ...fields, ...withoutRemoved(values, shown) },
    translations: { tags: all, current, usual },
  }
}

const isTag = (tag: string) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)

/** A language that was taken away and is added again. */
function withoutRemoved(values: FormState['values'], tag: string | undefined): FormState['values'] {
  if (!tag) return values
  const { [removedField(tag)]: _, ...rest } = values
  return rest
}

/** The language to show by the button that was pressed: another one, one that is added, or the one that was shown. */
export function languageAsked(values: FormState['values']): string | undefined {
  const { deed = '', addLanguage, shownLanguage } = values
  if (deed === 'add-language') return addLanguage
  return deed.startsWith('language:') ? deed.slice('language:'.length) : shownLanguage
}

/** The tabs of the languages, and the fields of the one that is chosen. */
export function translationFields(
  state: FormState,
  survey: SurveyRecord,
  { tags, current, usual }: Translations,
  scale: Scale,
  languages: readonly Option[],
): Html {
  const nameOf = (tag: string) => languages.find(([value]) => value === tag)?.[1] ?? tag
  const tab = (tag: string) =>
    html`<button class="btn" type="submit" name="deed" value="language:${tag}" formnovalidate aria-pressed="${tag === current ? 'true' : 'false'}">${nameOf(tag)}</button>`
  const own = survey.definition.language
  const others = languages.filter(([tag]) => tag !== own && !tags.includes(tag))
  const carried = Object.entries(state.values).filter(
    ([name]) => name.startsWith('translations.') && !name.startsWith(`translations.${current}.`),
  )
  return html`<fieldset class="stack translations"${state.values.deed?.startsWith('remove-language:') ? html` tabindex="-1" autofocus` : ''}><legend class="label">${texts.title}</legend><p class="hint">${texts.hint}</p>
<div class="row">${tags.map(tab)}<label class="hide" for="add-language">${texts.another}</label><select id="add-language" name="addLanguage">${others.map(([tag, name]) => html`<option value="${tag}">${name}</option>`)}</select><button class="btn" type="submit" name="deed" value="add-language" formnovalidate>${texts.add}</button></div>
${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${current ? fieldsOf(state, survey, { tag: current, name: nameOf(current), usual, scale }) : ''}</fieldset>`
}

interface Shown {
  readonly tag: string
  readonly name: string
  readonly usual: Locale | null
  readonly scale: Scale
}

function fieldsOf(state: FormState, survey: SurveyRecord, { tag, name, usual, scale }: Shown): Html {
  const { metric, definition } = survey
  const question = usual?.questions[survey.scale === '1-5-effort' ? 'effort' : metric]
  const builtIn = (words: string | undefined) =>
    words ? html`lang="${tag}" placeholder="${words}"` : html`lang="${tag}"`
  const { deed = '' } = state.values
  const isAsked = deed === 'add-language' || deed.startsWith('language:')
  const field = (below: string, label: string, words?: string, more: Html | '' = '') =>
    textField(state, { name: `translations.${tag}.${below}`, label, more: html`${builtIn(words)}${more}` })
  const bands = bandsInWords(scale).map(
    ({ band, points }) =>
      html`<div class="after"><span class="tag ${bandLooks[band]} num bandtag" aria-hidden="true">${points}</span><div class="stack">${field(`byBand.${band}.commentPrompt`, editorTexts.words.ofBand(points))}${field(`byBand.${band}.thanks`, editorTexts.after.thanksOf(points))}${state.values[`byBand.${band}.link.url`] ? field(`byBand.${band}.link.label`, editorTexts.after.linkLabel(points)) : ''}</div></div>`,
  )
  return html`<input type="hidden" name="shownLanguage" value="${tag}">
<p class="small soft">${usual ? texts.builtIn(name) : texts.noBuiltIn(name)}</p>
${field('question', editorTexts.words.question, question?.question, isAsked ? html` autofocus` : '')}
<div class="two">${field('lowLabel', editorTexts.words.lowLabel, definition.lowLabel === '' ? undefined : question?.lowLabel)}${field('highLabel', editorTexts.words.highLabel, definition.highLabel === '' ? undefined : question?.highLabel)}</div>
${field('commentPrompt', editorTexts.words.commentPrompt, usual?.widget.reason)}
${areaField(state, { name: `translations.${tag}.choices`, label: editorTexts.words.choices, hint: texts.choicesHint })}
${field('thanks', editorTexts.after.thanks, usual?.widget.thanks)}
${bands}
<p><button class="btn quiet danger" type="submit" name="deed" value="remove-language:${tag}" formnovalidate>${texts.remove(name)}</button></p>`
}
