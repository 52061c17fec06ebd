/** The mail that an invitation's person got; it is in the Message-ID, and in the tags that services keep with a mail. */
export interface MailId {
  readonly workspaceId: string
  readonly invitation: string
}

/** The Message-ID of an invitation's mail: the first is 1, reminders follow. */
export function messageIdOf({ workspaceId, invitation }: MailId, mail: number, domain: string): string {
  return `<${invitation}.${mail}.${workspaceId}@${domain}>`
}

/** Whose mail a Message-ID is of, with or without its brackets; `null` when it is of no campaign's. */
export function mailIdIn(messageId: unknown): MailId | null {
  const found = typeof messageId === 'string' && messageId.match(/^\s*<?([\da-z]+)\.\d+\.([\da-z]+)@[^@\s]+$/)
  return found ? { invitation: found[1]!, workspaceId: found[2]! } : null
}

/** Whose mail it is that a service kept these tags with; `null` when they are not ours. */
export function mailIdOf(tags: unknown): MailId | null {
  const { workspace, invitation } = (tags ?? {}) as { workspace?: unknown; invitation?: unknown }
  return typeof workspace === 'string' && typeof invitation === 'string'
    ? { workspaceId: workspace, invitation }
    : null
}
