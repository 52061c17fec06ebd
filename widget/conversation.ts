/** What may be said beside the rating. */
export interface Said {
  readonly comment: string
  /** Reasons ticked; not there before the first tick. */
  readonly choices?: readonly string[]
  /** Whether the person may be contacted; not there before they said. */
  readonly contact?: boolean
}

/** How far the person has come. The rating may change until the thanks. */
export type Conversation =
  | { readonly step: 'asking' }
  | ({ readonly step: 'commenting'; readonly rating: number } & Said)
  | ({ readonly step: 'thanked'; readonly rating: number } & Said)

/** What the person does. */
export type Deed =
  | { readonly type: 'choose'; readonly rating: number }
  | ({ readonly type: 'write' } & Partial<Said>)
  | { readonly type: 'send' }

/** What the person has said so far. */
export type Answer = { readonly rating: number } & Partial<Said>

export const beginning: Conversation = { step: 'asking' }

/** The conversation after a deed; unchanged when the deed has no place in this step. */
export function advance(conversation: Conversation, deed: Deed): Conversation {
  if (conversation.step === 'thanked') return conversation
  if (conversation.step === 'asking')
    return deed.type === 'choose' ? { step: 'commenting', rating: deed.rating, comment: '' } : conversation
  if (deed.type === 'choose') return { ...conversation, rating: deed.rating }
  if (deed.type === 'send') return { ...conversation, step: 'thanked' }
  const { type, ...said } = deed
  return { ...conversation, ...said }
}

/** What has been said so far, a blank reason being none; `null` before a rating is chosen. */
export function answerOf(conversation: Conversation): Answer | null {
  if (conversation.step === 'asking') return null
  const { rating, comment, choices, contact } = conversation
  return {
    rating,
    ...(comment.trim() && { comment }),
    ...(choices?.length && { choices }),
    ...(contact != null && { contact }),
  }
}
