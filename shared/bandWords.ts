import { bandOf } from './scale.ts'
import type { BandWords, PublicSurvey } from './survey.ts'

/** The follow-up texts for a rating: those of its band, else the survey's. A blank text counts as missing. */
export function bandWords(survey: PublicSurvey, rating: number): BandWords {
  const own = survey.byBand?.[bandOf(survey.scale, rating)]
  return {
    commentPrompt: own?.commentPrompt || survey.commentPrompt,
    thanks: own?.thanks || survey.thanks,
    // Only https: a definition must not be able to run a script in the host's page.
    link: own?.link && /^https:\/\//i.test(own.link.url) ? own.link : undefined,
  }
}
