/** A complete mail, ready to send. Header values are one line each. */
export interface Email {
  readonly from: Mailbox
  readonly to: Mailbox
  readonly replyTo: string | null
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The same for every attempt, so that receivers can detect duplicates. */
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Mailbox {
  readonly name: string
  readonly address: string
}

/**
 * The result of sending a mail. `refused`: permanent, because of the address or the message. `later`:
 * a temporary failure of this mail, to retry. `away`: the mail server or service is unavailable, so no
 * mail can be sent now.
 */
export type Delivery =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly what: 'address' | 'message' }
  | { readonly outcome: 'later' }
  | { readonly outcome: 'away' }

/** Sends a mail. Resolves once it is accepted or has failed, and never rejects. */
export type Mailer = (email: Email) => Promise<Delivery>
