/** Text as a header may hold it: one line, since a break in it would begin a header of the writer's choice. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
