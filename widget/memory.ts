/** When this browser's person last answered a survey, or put it away; milliseconds. */
export interface Past {
  readonly answered?: number
  readonly dismissed?: number
}

const key = 'sayso'

/**
 * What this browser remembers of a survey. Nothing when storage is absent, forbidden
 * (a sandboxed frame's `localStorage` throws when it is merely read) or holds something odd.
 */
export function recall(surveyId: string): Past {
  return Object(readAll()[surveyId])
}

/** Remembers what the person did with a survey; without storage, forgets at once. */
export function remember(surveyId: string, deed: keyof Past, now: number): void {
  try {
    const all = readAll()
    localStorage.setItem(
      key,
      JSON.stringify({ ...all, [surveyId]: { ...Object(all[surveyId]), [deed]: now } }),
    )
  } catch {}
}

function readAll(): Record<string, unknown> {
  try {
    return Object(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}
