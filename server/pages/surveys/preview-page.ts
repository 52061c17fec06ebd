import { html } from 'hono/html'
import { fits } from '../../../shared/scale.ts'
import { formats } from '../../../shared/survey.ts'
import { builtConsoleFile } from '../../built-data/console-files.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { spokenSurvey } from '../../surveys/spoken-survey.ts'
import { scaleOfSurvey } from '../../surveys/survey-scale.ts'
import { sendPage } from '../layout.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import { wordsInUse } from '../texts/translatable.ts'
import { requireOwnSurvey } from './editor-page.ts'
import { definitionOf } from './survey-of-form.ts'
import { workOn } from './survey-work.ts'

const steps = Object.keys(editorTexts.preview.steps)

/** `GET /console/surveys/:id/preview`: the widget as the editor's fields have it; as it is saved where they are wrong. */
export async function showPreview(c: Ctx, workspace: Workspace): Promise<Response> {
  const { survey: published, definition } = await workOn(c, await requireOwnSurvey(c, workspace))
  const saved = { ...published, definition }
  const values = c.req.query()
  const survey = Object.hasOwn(values, 'question') ? withValues(saved, values) : saved
  const scale = scaleOfSurvey(survey)
  const language = values['preview.language'] || survey.definition.language
  const { shown } = await spokenSurvey(c.var.services, survey, scale, [language])
  const scheme = values['preview.scheme']
  const look = scheme === 'light' || scheme === 'dark' ? { ...shown.look, scheme } : shown.look
  const format = formats.find((each) => each === values['preview.format']) ?? shown.format
  const rating = Number(values['preview.rating'] || scale.max)
  const options = {
    survey: {
      ...{ ...shown, format, language: turned(shown.language, values['preview.direction']) },
      ...(look && { look }),
    },
    step: steps.find((step) => step === values['preview.step']) ?? 'asking',
    rating: fits(scale, rating) ? rating : scale.max,
  }
  return sendPage(c, {
    title: editorTexts.preview.title,
    language: wordsInUse().language,
    stylesheet: pageStyle,
    isFramedByUs: true,
    scripts: [pathTo(c, `/assets/${await builtConsoleFile(c.var.services, 'islands/show-preview.ts')}`)],
    body: html`<main id="shown" data-shown="${JSON.stringify(options)}" data-loader="${pathTo(c, '/sayso.js')}"></main>`,
  })
}

/** A language as if it were written in this direction: the widget goes by its script. */
function turned(language: string, direction: string | undefined): string {
  const script = { ltr: 'Latn', rtl: 'Arab' }[direction ?? '']
  return script ? new Intl.Locale(language, { script }).toString() : language
}

const pageStyle =
  ':root { color-scheme: light dark } body { margin: 0; min-height: 100vh; background: light-dark(#f1f2f5, #1d2129) } main { padding: 1rem }'

function withValues(survey: SurveyRecord, values: Readonly<Record<string, string>>): SurveyRecord {
  try {
    return { ...survey, definition: definitionOf(values, survey.definition) }
  } catch (error) {
    if (error instanceof Refusal) return survey
    throw error
  }
}
