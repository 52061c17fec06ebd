/** The text on one line, because a line break in a header value would let the author inject headers. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

/**
 * Text for a header value. An invisible space breaks up text that looks like an encoded word (RFC 2047),
 * so that mail programs show it as written instead of decoding it.
 */
export function headerLine(text: string): string {
  return oneLine(text).replaceAll('=?', '=\u200b?')
}
