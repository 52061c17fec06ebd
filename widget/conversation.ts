/** How far the person has come. The rating may change until the thanks. */
export type Conversation =
  | { readonly step: 'asking' }
  | { readonly step: 'commenting'; readonly rating: number; readonly comment: string }
  | { readonly step: 'thanked'; readonly rating: number; readonly comment: string }

/** What the person does. */
export type Deed =
  | { readonly type: 'choose'; readonly rating: number }
  | { readonly type: 'write'; readonly comment: string }
  | { readonly type: 'send' }

/** What the person has said so far. */
export interface Answer {
  readonly rating: number
  readonly comment?: string
}

export const beginning: Conversation = { step: 'asking' }

/** The conversation after a deed; unchanged when the deed has no place in this step. */
export function advance(conversation: Conversation, deed: Deed): Conversation {
  if (conversation.step === 'thanked') return conversation
  if (conversation.step === 'asking')
    return deed.type === 'choose' ? { step: 'commenting', rating: deed.rating, comment: '' } : conversation
  if (deed.type === 'choose') return { ...conversation, rating: deed.rating }
  if (deed.type === 'write') return { ...conversation, comment: deed.comment }
  return { ...conversation, step: 'thanked' }
}

/** What has been said so far, a blank reason being none; `null` before a rating is chosen. */
export function answerOf(conversation: Conversation): Answer | null {
  if (conversation.step === 'asking') return null
  const { rating, comment } = conversation
  return comment.trim() ? { rating, comment } : { rating }
}
