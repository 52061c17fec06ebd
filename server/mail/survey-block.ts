import type { SpokenSurvey } from '../surveys/spoken-survey.ts'
import type { SurveyMail } from './mail-content.ts'
import { linkWithTag, type MailService, mergeTags } from './merge-tags.ts'
import { type RenderedMail, renderBlock } from './survey-mail.ts'

/** A survey's question with its buttons, to paste into a mail that another service sends with its merge tags. */
export function blockFor(
  { shown, locale }: SpokenSurvey,
  link: string,
  service: MailService,
): Promise<RenderedMail> {
  const mail: SurveyMail = {
    locale,
    ...{
      survey: shown,
      subject: null,
      from: null,
      intro: null,
      footer: null,
      unsubscribe: null,
      decoy: null,
    },
    circumstances: { respondent: { name: mergeTags[service].name } },
    linkFor: (rating) => linkWithTag(link, rating, service),
  }
  return renderBlock(mail)
}
