/** The mail services whose events are understood, by their names in `MAIL_EVENTS` and in the address they send to. */
export const eventServices = ['resend', 'postmark', 'sendgrid', 'ses', 'mailgun'] as const
export type EventService = (typeof eventServices)[number]
