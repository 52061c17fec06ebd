/** What tells one person from another, in the page's own words: theirs may be numbers, or blank where nobody is signed in. */
export function nameOf(respondent: unknown): string | undefined {
  const { id, email, name } = Object(respondent)
  const word = id || email || name
  return word ? `${word}` : undefined
}
