import { html } from 'hono/html'
import { bandOf, points } from '../../../shared/scale.ts'
import type { Ctx } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import type { Html } from '../layout.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { languageName } from '../texts/formats.ts'
import { localeInUse } from '../texts/translatable.ts'
import { surveyPath } from './survey-head.ts'

const texts = editorTexts.preview

/**
 * The widget itself in a frame, by the values of the form; the choices above it are sent with them, and not saved. The
 * size of the window alone is chosen by the stylesheet: the same page stands in a wider or a narrower frame.
 */
export function previewPart(c: Ctx, survey: SurveyRecord, translated: readonly string[]): Html {
  const path = surveyPath(c, survey.id, 'preview')
  const { definition } = survey
  const tags = [definition.language, ...translated].map(
    (tag) => [tag, languageName(tag, localeInUse())] as const,
  )
  return html`<section class="preview card flush" aria-labelledby="preview-title"><h2 class="hide" id="preview-title">${texts.title}</h2>
<div class="switches">${choice('step', texts.step, Object.entries(texts.steps))}${choice('rating', texts.rating, ratingsOf(survey))}${tags.length > 1 ? choice('language', texts.language, tags) : ''}
${choice('format', editorTexts.look.format, [['', texts.asSet], ...Object.entries(editorTexts.look.formats)])}${choice('window', texts.window, Object.entries(texts.windows))}${choice('scheme', texts.scheme, Object.entries(texts.schemes))}${choice('direction', texts.direction, [['', texts.asSet], ...Object.entries(texts.directions)])}
<button class="btn" id="update" type="submit" form="editor" formmethod="get" formaction="${path}" formtarget="preview" formnovalidate>${texts.update}</button></div>
<div class="window"><iframe class="frame" name="preview" title="${texts.title}" src="${path}"></iframe></div></section>`
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): Html {
  return html`<label class="field"><span class="label">${label}</span><select name="preview.${name}" form="editor">${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`
}

/** The points of the scale, the best first, each with its band. */
function ratingsOf(survey: SurveyRecord): (readonly [string, string])[] {
  const scale = scaleOfSurvey(survey)
  const bands = answersTexts.bands[survey.metric]
  return points(scale)
    .toReversed()
    .map((point) => [String(point), `${point} · ${bands[bandOf(scale, point)][0]}`] as const)
}
