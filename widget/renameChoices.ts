import type { Conversation } from './conversation.ts'

/** The same conversation when the reasons to tick are called something else, in another language. */
export function renameChoices(
  conversation: Conversation,
  before: readonly string[] = [],
  after: readonly string[] = [],
): Conversation {
  if (conversation.step === 'asking' || !conversation.choices) return conversation
  const choices = conversation.choices.flatMap((choice) => after[before.indexOf(choice)] ?? [])
  return { ...conversation, choices }
}
