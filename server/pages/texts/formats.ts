/** Making a formatter takes longer than most of a page: each is made once. Time zones come from addresses. */
const mostKept = 500

function kept<Options extends object, Format>(make: (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>()
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`
    const found = formats.get(key) ?? make(locale, options)
    if (formats.size >= mostKept) formats.clear()
    formats.set(key, found)
    return found
  }
}

export const dateFormat = kept(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)

const numberFormat = kept(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)

export function numberText(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(locale, options).format(value)
}

const languageNames = kept(
  (locale: string, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(locale, options),
)

/** The name of a language, like `Arabic`; its tag where it has none. */
export function languageName(tag: string, locale: string): string {
  try {
    return languageNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    // A tag may be of the right shape and still be none.
    return tag
  }
}
