import type { Answer, Conversation, Remarks } from '../session.ts'

/** One act of the person. */
export type Deed =
  | { readonly type: 'choose'; readonly rating: number }
  | ({ readonly type: 'write' } & Partial<Remarks>)
  | { readonly type: 'send' }

export const beginning: Conversation = { step: 'asking' }

/** The conversation after a deed; unchanged when the deed has no place in this step. */
export function advance(conversation: Conversation, deed: Deed): Conversation {
  if (conversation.step === 'thanked') return conversation
  if (conversation.step === 'asking')
    return deed.type === 'choose' ? { step: 'commenting', rating: deed.rating, comment: '' } : conversation
  if (deed.type === 'choose') return { ...conversation, rating: deed.rating }
  if (deed.type === 'send') return { ...conversation, step: 'thanked' }
  const { type, ...remarks } = deed
  return { ...conversation, ...remarks }
}

/** What has been said so far, without a blank comment; `null` before a rating is chosen. */
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

/** The same conversation after the reasons to tick were translated: ticks stay at their places in the list. */
export function renameChoices(
  conversation: Conversation,
  before: readonly string[] = [],
  after: readonly string[] = [],
): Conversation {
  if (conversation.step === 'asking' || !conversation.choices) return conversation
  const choices = conversation.choices.flatMap((choice) => after[before.indexOf(choice)] ?? [])
  return { ...conversation, choices }
}
