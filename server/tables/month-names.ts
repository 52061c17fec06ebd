/** Languages whose month names are read. */
const languages = [
  ...[
    'en',
    'de',
    'fr',
    'es',
    'it',
    'pt',
    'nl',
    'sv',
    'da',
    'nb',
    'fi',
    'pl',
    'cs',
    'sk',
    'hu',
    'ro',
    'tr',
    'ru',
  ],
  ...['uk', 'el', 'id', 'ca', 'hr', 'sl', 'bg', 'et', 'lv', 'lt'],
]

export const plain = (name: string) => name.toLowerCase().normalize('NFC').replaceAll('.', '')

let known: Map<string, number> | undefined

/** 1 to 12 for the name of a month, long or short, in any of the languages; `null` for any other word. */
export function monthOf(name: string): number | null {
  known ??= namesOfMonths()
  return known.get(plain(name)) ?? null
}

function namesOfMonths(): Map<string, number> {
  const names = new Map<string, number>([['sept', 9]])
  const ambiguous = new Set<string>()
  const forms = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ] as const
  for (const language of languages)
    for (const form of forms) {
      const format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month += 1) {
        const name = format
          .formatToParts(Date.UTC(2024, month - 1, 1))
          .filter(({ type }) => type === 'month')
          .map(({ value }) => plain(value))
          .join('')
        if (!/\p{L}/u.test(name)) continue
        const other = names.get(name)
        if (other !== undefined && other !== month) ambiguous.add(name)
        names.set(name, month)
      }
    }
  // Some names are months in two languages: they are read in English, or not at all.
  for (const name of ambiguous) names.delete(name)
  const english = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' })
  for (let month = 1; month <= 12; month += 1)
    names.set(plain(english.format(Date.UTC(2024, month - 1, 1))), month)
  return names
}
