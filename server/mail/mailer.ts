/** A mail ready for whatever carries it. Header values are one line each. */
export interface Letter {
  readonly from: Mailbox
  readonly to: Mailbox
  readonly replyTo: string | null
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The same for every attempt, so that a mail sent twice can be known as one. */
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Mailbox {
  readonly name: string
  readonly address: string
}

/**
 * What became of a letter. `refused`: for good, the address itself or this message. `later`: this
 * letter may be tried again. `away`: nothing can be sent just now, whose letter it may be.
 */
export type Delivery =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly what: 'address' | 'message' }
  | { readonly outcome: 'later' }
  | { readonly outcome: 'away' }

/** Hands a letter over; resolves when the other side has taken it or said why not, and never rejects. */
export type Mailer = (letter: Letter) => Promise<Delivery>
