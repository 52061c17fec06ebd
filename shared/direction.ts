const rightToLeft = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']

/** The writing direction of a language, by its likely script (Firefox has no `getTextInfo`). Malformed tags are `ltr`. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    const { script } = new Intl.Locale(language).maximize()
    return script && rightToLeft.includes(script) ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}
