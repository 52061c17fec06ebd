const rightToLeft = ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']

/**
 * Which way a language is written, by the script it is likely written in: Firefox has no `getTextInfo`.
 * `ltr` for what is not a language tag.
 */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    const { script } = new Intl.Locale(language).maximize()
    return script && rightToLeft.includes(script) ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}
