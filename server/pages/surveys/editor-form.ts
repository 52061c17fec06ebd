import { html } from 'hono/html'
import type { Scale } from '../../../shared/scale.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { bandLooks, bandsInWords } from './bands-in-words.ts'
import { areaField, type FormState, type Option, selectField, textField, tickField } from './form-fields.ts'
import { type Translations, translationFields } from './translation-fields.ts'

const optionsOf = (labels: Readonly<Record<string, string>>): Option[] => Object.entries(labels)

/** What the sections need to know of the survey beside the fields. */
export interface EditorParts {
  readonly state: FormState
  readonly scale: Scale
  readonly languages: readonly Option[]
  readonly survey: SurveyRecord
  readonly translations: Translations
}

function section(name: keyof typeof editorTexts.sections, content: Html): Html {
  return html`<section class="card editpart" id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${editorTexts.sections[name]}</h2>${content}</section>`
}

export function wordsSection({ state, survey, scale, languages, translations }: EditorParts): Html {
  const texts = editorTexts.words
  const number = { name: 'touchpoint', label: texts.touchpoint, hint: editorTexts.optional }
  return section(
    'words',
    html`${textField(state, { name: 'name', label: texts.name })}
${areaField(state, { name: 'question', label: texts.question, hint: texts.questionHint })}
<div class="two">${textField(state, { name: 'lowLabel', label: texts.lowLabel })}${textField(state, { name: 'highLabel', label: texts.highLabel })}</div>
${textField(state, { name: 'commentPrompt', label: texts.commentPrompt, hint: texts.commentPromptHint })}
${bandsInWords(scale).map(({ band, points }) => html`<div class="after"><span class="tag ${bandLooks[band]} num bandtag" aria-hidden="true">${points}</span>${textField(state, { name: `byBand.${band}.commentPrompt`, label: texts.ofBand(points) })}</div>`)}
${areaField(state, { name: 'choices', label: texts.choices, hint: texts.choicesHint }, 3)}
${tickField(state, { name: 'contact', label: texts.contact })}
<div class="two">${selectField(state, { name: 'language', label: texts.language }, languages)}${textField(state, number)}</div>
${translationFields(state, survey, translations, scale, languages)}`,
  )
}

export function lookSection({ state }: EditorParts): Html {
  const texts = editorTexts.look
  return section(
    'look',
    html`<div class="three">${selectField(state, { name: 'format', label: texts.format }, optionsOf(texts.formats))}${selectField(state, { name: 'corner', label: texts.corner }, optionsOf(texts.corners))}${selectField(state, { name: 'display', label: texts.display }, optionsOf(texts.displays))}</div>
<div class="three">${selectField(state, { name: 'look.scheme', label: texts.scheme }, optionsOf(texts.schemes))}${textField(state, { name: 'look.accent', label: texts.accent, hint: texts.accentHint })}${textField(state, { name: 'look.radius', label: texts.radius, hint: texts.radiusHint, type: 'number' })}</div>`,
  )
}

export function whenSection({ state }: EditorParts): Html {
  const texts = editorTexts.when
  const number = (name: string, label: string, hint?: string) =>
    textField(state, {
      name: `rules.${name}`,
      label,
      ...(hint && { hint }),
      type: 'number',
      more: html`step="any" min="0"`,
    })
  return section(
    'when',
    html`<div class="two">${areaField(state, { name: 'rules.pages.include', label: texts.include, hint: texts.includeHint })}${areaField(state, { name: 'rules.pages.exclude', label: texts.exclude })}</div>
<div class="three">${number('when.seconds', texts.seconds)}${number('when.scroll', texts.scroll)}${number('when.idle', texts.idle)}</div>
<div class="two">${textField(state, { name: 'rules.when.event', label: texts.event, hint: texts.eventHint })}${textField(state, { name: 'rules.when.click', label: texts.click, hint: texts.clickHint })}</div>
${tickField(state, { name: 'rules.when.exit', label: texts.exit })}
${areaField(state, { name: 'rules.audience', label: texts.audience, hint: texts.audienceHint })}
<div class="two">${number('share', texts.share, texts.shareHint)}${number('quota', texts.quota)}</div>
<div class="two">${textField(state, { name: 'goal.width', label: texts.goal, hint: texts.goalHint, type: 'number', more: html`step="any" min="0"` })}${selectField(state, { name: 'goal.every', label: texts.every }, optionsOf(texts.periods))}</div>
<div class="three">${number('afterAnswered', texts.afterAnswered)}${number('afterDismissed', texts.afterDismissed)}${number('quietDays', texts.quietDays, texts.quietHint)}</div>
<div class="two">${textField(state, { name: 'rules.from', label: texts.from, type: 'date' })}${textField(state, { name: 'rules.until', label: texts.until, hint: texts.untilHint, type: 'date' })}</div>`,
  )
}

export function afterSection({ state, scale }: EditorParts): Html {
  const texts = editorTexts.after
  const fields = (band: string, points: string) => html`<div class="stack">
${textField(state, { name: `byBand.${band}.thanks`, label: texts.thanksOf(points) })}
<div class="two">${textField(state, { name: `byBand.${band}.link.label`, label: texts.linkLabel(points) })}${textField(state, { name: `byBand.${band}.link.url`, label: texts.linkUrl(points), more: html`placeholder="https://"` })}</div></div>`
  return section(
    'after',
    html`${textField(state, { name: 'thanks', label: texts.thanks })}
${bandsInWords(scale).map(({ band, points }) => html`<div class="after"><span class="tag ${bandLooks[band]} num bandtag" aria-hidden="true">${points}</span>${fields(band, points)}</div>`)}`,
  )
}
