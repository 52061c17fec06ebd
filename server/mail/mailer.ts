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

/** The answer of the mail server or service, for people to read. */
export interface Reply {
  /** An SMTP reply code or an HTTP status; `null` when there was no answer. */
  readonly code: number | null
  readonly text: string
}

/**
 * What a permanent refusal is about. `address`: there is no such mailbox, and never mail it again. `mailbox`: this
 * person's mailbox takes no mail now, like a full one. `message`: us or this mail: policy, reputation, content. `sender`:
 * nobody gets mail from this sender.
 */
export type RefusedFor = 'address' | 'mailbox' | 'message' | 'sender'

/**
 * The result of sending a mail. `refused`: permanent. `later`: a temporary failure of this mail, to retry. `resting`:
 * nothing is taken from this sender for now, while others may send. `away`: the mail server or service is unavailable,
 * so no mail can be sent now. `unknown`: the whole mail was handed over and no answer came, so it may arrive.
 */
export type Delivery =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly what: RefusedFor; readonly reply: Reply }
  | { readonly outcome: 'later' | 'resting' | 'away' | 'unknown'; readonly reply: Reply }

/** Sends a mail. Resolves once it is accepted or has failed, and never rejects. */
export type Mailer = (email: Email) => Promise<Delivery>

/** Asks the mail server whether it takes mail from an address now, without sending one. */
export type SenderCheck = (from: string) => Promise<Delivery>
