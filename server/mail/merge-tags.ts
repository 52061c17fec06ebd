/** The merge tags for a person's email and first name in each mail service. */
export const mergeTags = {
  mailchimp: { email: '*|EMAIL|*', name: '*|FNAME|*' },
  customerio: { email: '{{customer.email}}', name: '{{customer.first_name}}' },
  hubspot: { email: '{{contact.email}}', name: '{{contact.firstname}}' },
  intercom: { email: '{{email}}', name: '{{first_name}}' },
  plain: { email: '{{email}}', name: '{{name}}' },
} as const

export type MailService = keyof typeof mergeTags

/**
 * A survey link with the person's email, which the mail service fills in. The link is not signed, so
 * the respondent is unverified. The tag is not URL-encoded, since services would not find it, and is the last: what is
 * put in is not encoded either (`parametersOf`, and the page's script for a #).
 */
export function linkWithTag(surveyLink: string, rating: number, service: MailService): string {
  return `${surveyLink}?rating=${rating}&email=${mergeTags[service].email}`
}
