const rightToLeft = /^(ar|ckb|dv|fa|he|ks|ku-arab|ps|sd|ug|ur|yi)\b/i

type Described = Intl.Locale & { getTextInfo?(): { direction: 'ltr' | 'rtl' } }

/** The writing direction of a language. A list stands in where `getTextInfo` is missing (Firefox); unknown tags are `ltr`. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    const direction = (new Intl.Locale(language) as Described).getTextInfo?.().direction
    if (direction) return direction
  } catch {
    // Not a language tag at all.
  }
  return rightToLeft.test(language) ? 'rtl' : 'ltr'
}
