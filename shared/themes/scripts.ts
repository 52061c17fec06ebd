const kana = '[\\p{sc=Hiragana}\\p{sc=Katakana}]'

/** Scripts that all but name their language, as expressions; part of what a caller hands to `compile`. */
export const scripts: Readonly<Record<string, string>> = {
  ja: kana,
  ko: '\\p{sc=Hangul}',
  zh: `^(?!.*${kana}).*\\p{sc=Han}`,
  th: '\\p{sc=Thai}',
  ru: '\\p{sc=Cyrillic}',
  el: '\\p{sc=Greek}',
  ar: '\\p{sc=Arabic}',
  he: '\\p{sc=Hebrew}',
}
