/** What programs write where there is no value. */
const written = /^(null|\\n|#?n\/a|nan|#null!|undefined|\(null\)|<null>)$/i
/** The same, and what people write for it: only where no text of theirs is expected. */
const blank =
  /^(null|\\n|#?n\/a|na|n\.a\.|nan|nat|#null!|undefined|\(null\)|<null>|none|nil|-+|–|—|\.|\(blank\)|\(leer\)|blank|empty|not (set|available|applicable|answered))$/i

/** The text of a cell without the space around it; empty for what programs write for nothing. */
export function textOf(cell: string | undefined): string {
  const text = (cell ?? '').trim()
  return written.test(text) ? '' : text
}

/** The same for a cell that holds a value, where a dash or a word for nothing says that there is none. */
export function valueIn(cell: string | undefined): string {
  const text = (cell ?? '').trim()
  return blank.test(text) ? '' : text
}
