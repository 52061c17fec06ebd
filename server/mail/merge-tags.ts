/** What stands for a person's address and first name in the mails of other senders. */
export const mergeTags = {
  mailchimp: { email: '*|EMAIL|*', name: '*|FNAME|*' },
  customerio: { email: '{{customer.email}}', name: '{{customer.first_name}}' },
  hubspot: { email: '{{contact.email}}', name: '{{contact.firstname}}' },
  intercom: { email: '{{email}}', name: '{{first_name}}' },
  plain: { email: '{{email}}', name: '{{name}}' },
} as const

export type MailService = keyof typeof mergeTags

/**
 * A link that says itself who follows it, as the mail service fills it in. Nobody signs such a
 * link, so that the answer's respondent is unverified. The tag goes in as it is: encoded, no
 * service would find it.
 */
export function linkWithTag(surveyLink: string, rating: number, service: MailService): string {
  return `${surveyLink}?rating=${rating}&email=${mergeTags[service].email}`
}
