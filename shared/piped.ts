import type { Circumstances } from './response.ts'

/**
 * Words with `{name}` replaced by the respondent's name and `{plan}` by that property. Where there
 * is no value, the comma and the space that led to it go too: «Hi {name}, how…» is «Hi, how…»,
 * «{name}, how…» is «How…». What comes out is text, and is shown as text.
 */
export function piped(text: string, circumstances: Circumstances): string {
  // \0 stands where a value is missing until the words around it are mended.
  return text
    .replace(/\{([\p{L}\p{N}_.-]+)\}/gu, (_, key: string) => valueFor(key, circumstances) || '\0')
    .replace(/^\0[\s,،、，]*(.?)/u, (_, first: string) => first.toUpperCase())
    .replace(/[,،、，]?\s*\0/g, '')
}

function valueFor(key: string, { respondent, properties = {} }: Circumstances): string {
  const property = Object.hasOwn(properties, key) ? properties[key] : ''
  return `${(key === 'name' && respondent?.name) || property}`
}
