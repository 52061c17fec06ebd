import type { Circumstances } from './response.ts'

/**
 * A text with `{name}` replaced by the respondent's name and `{plan}` by that property. Where there
 * is no value, the comma and space before it go too: «Hi {name}, how…» becomes «Hi, how…», and
 * «{name}, how…» becomes «How…». The result is plain text, never HTML.
 */
export function piped(text: string, circumstances: Circumstances): string {
  // \0 marks a missing value until the punctuation around it is repaired.
  return text
    .replace(/\{([\p{L}\p{N}_.-]+)\}/gu, (_, key: string) => valueFor(key, circumstances) || '\0')
    .replace(/^\0[\s,،、，]*(.?)/u, (_, first: string) => first.toUpperCase())
    .replace(/[,،、，]?\s*\0/g, '')
}

function valueFor(key: string, { respondent, properties = {} }: Circumstances): string {
  const property = Object.hasOwn(properties, key) ? properties[key] : ''
  return `${(key === 'name' && respondent?.name) || property}`
}
