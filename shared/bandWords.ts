import { bandOf } from './scale.ts'
import type { BandWords, PublicSurvey } from './survey.ts'

/** What to say to somebody who chose this rating: their band's words, else everybody's; blank ones are none. */
export function bandWords(survey: PublicSurvey, rating: number): BandWords {
  const own = survey.byBand?.[bandOf(survey.scale, rating)]
  return {
    commentPrompt: own?.commentPrompt || survey.commentPrompt,
    thanks: own?.thanks || survey.thanks,
    // Only https: a definition must not be able to run a script in the host's page.
    link: own?.link && /^https:\/\//i.test(own.link.url) ? own.link : undefined,
  }
}
