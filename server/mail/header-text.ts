/** Text as a header may hold it: one line, since a break in it would begin a header of the writer's choice. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}

/**
 * Text for a header that mail programs decode: what somebody wrote to look encoded (RFC 2047) gets an
 * invisible space, so that it is encoded in earnest and shown as it was written.
 */
export function headerLine(text: string): string {
  return oneLine(text).replaceAll('=?', '=\u200b?')
}
