import { readLocales } from '../../server/built-data/read-locales.ts'
import type { SurveyMail } from '../../server/mail/mail-content.ts'
import { type RenderedMail, renderMail } from '../../server/mail/survey-mail.ts'
import type { Metric } from '../../shared/scale.ts'
import { type Display, type PublicSurvey, scaleOf, scales } from '../../shared/survey.ts'

/** A way a scale can be shown. */
export interface Shown {
  readonly metric: Metric
  readonly scale: string
  readonly display: Display
}

const displaysOf: Readonly<Record<string, readonly Display[]>> = {
  '1-5': ['numbers', 'stars', 'smileys'],
  '1-3': ['numbers', 'stars', 'smileys'],
  '1-10': ['numbers', 'stars', 'smileys'],
  '0-1': ['thumbs'],
}

/** Every scale of every metric in every display that suits it. */
export const everyScale: readonly Shown[] = (Object.keys(scales) as Metric[]).flatMap((metric) =>
  Object.keys(scales[metric]).flatMap((scale) =>
    (displaysOf[scale] ?? ['numbers']).map((display) => ({ metric, scale, display })),
  ),
)

/** A survey as its person sees it; pass what should differ. */
export function publicSurvey({ metric, scale, display }: Shown, given: Partial<PublicSurvey> = {}) {
  return {
    ...{
      id: 'demo',
      version: 1,
      metric,
      scale: scaleOf(metric, scale)!,
      language: 'en',
      format: 'page',
      display,
    },
    question: 'How likely are you to recommend us to a friend or colleague?',
    lowLabel: 'Not at all likely',
    highLabel: 'Extremely likely',
    commentPrompt: 'What is the main reason for your score?',
    thanks: 'Thank you!',
    ...given,
  } satisfies PublicSurvey
}

/** As long as a signed link to somebody with a name, an address and a few properties gets. */
export const longLink = `https://surveys.example.com/i/${'k'.repeat(400)}`

/** A mail to somebody; pass what should differ. */
export async function mailTo(survey: PublicSurvey, given: Partial<SurveyMail> = {}): Promise<RenderedMail> {
  const locales = await readLocales()
  return renderMail({
    survey,
    locale: locales[survey.language] ?? locales.en!,
    circumstances: { respondent: { name: 'Ada' } },
    ...{ subject: null, from: 'Acme' },
    intro: null,
    footer: 'Acme Ltd, 1 Example Street, London',
    linkFor: (rating) => `${longLink}?rating=${rating}`,
    unsubscribe: longLink.replace('/i/', '/u/'),
    decoy: longLink.replace('/i/', '/d/'),
    ...given,
  })
}
