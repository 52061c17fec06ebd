/** One record of a table in a text file. */
export interface TableRecord {
  readonly cells: string[]
  /** The line it begins on, counted from 1 as editors do. */
  readonly line: number
  /** Why its cells cannot be trusted; left out when they can. */
  readonly fault?: string
}

/** How a text is cut into cells. */
export interface Dialect {
  readonly delimiter: string
  /** What stands before a quote inside a quoted cell: another quote, or a backslash. */
  readonly escapedBy: '"' | '\\'
}

/** Characters of one record, beyond which a quote was surely left open. */
const longestRecord = 1_000_000

const breaks = /\r\n|\r|\n/g
const countBreaks = (text: string) => text.match(breaks)?.length ?? 0

/** Reads records of a text that comes in pieces. Lines without anything are left out, but counted. */
export interface RecordReader {
  /** The records that are whole now. */
  push(text: string): TableRecord[]
  /** The rest. */
  end(): TableRecord[]
}

type Read = { readonly cells: string[]; readonly next: number; readonly fault?: string }

/**
 * Makes a reader. It takes RFC 4180 and what people's programs write instead: any line ends, quotes inside of cells
 * that were not doubled, backslashes. Where that could mean several things the record has a fault.
 */
export function recordReader(dialect: Dialect): RecordReader {
  let text = ''
  let line = 1

  function take(isLast: boolean): TableRecord[] {
    const found: TableRecord[] = []
    let at = 0
    while (at < text.length) {
      const read = readRecord(text, at, dialect, isLast)
      if (!read) {
        if (text.length - at <= longestRecord) break
        found.push({ cells: [], line, fault: 'a quote is opened here and never closed' })
        // Nothing after an open quote can be told apart.
        line += countBreaks(text.slice(at))
        at = text.length
        break
      }
      const { cells, next, fault } = read
      if (cells.length > 1 || cells[0] !== '') found.push({ cells, line, ...(fault && { fault }) })
      line += cells.some((cell) => cell.includes('\n') || cell.includes('\r'))
        ? countBreaks(text.slice(at, next))
        : 1
      at = next
    }
    text = text.slice(at)
    return found
  }

  return {
    push(piece) {
      text += piece
      return take(false)
    },
    end: () => take(true),
  }
}

/** The record at a place; `null` when more of the text is needed to tell where it ends. */
function readRecord(text: string, begin: number, dialect: Dialect, isLast: boolean): Read | null {
  const { delimiter } = dialect
  const cells: string[] = []
  let fault: string | undefined
  let at = begin
  for (;;) {
    const cell =
      text[at] === '"' ? readQuoted(text, at, dialect, isLast) : readPlain(text, at, delimiter, isLast)
    if (!cell) return null
    cells.push(cell.value)
    fault ??= cell.fault
    const end = text[cell.next]
    if (end === delimiter) {
      at = cell.next + 1
      if (at === text.length && !isLast) return null
      continue
    }
    // Whether a line feed follows is not known yet.
    if (end === '\r' && cell.next + 1 === text.length && !isLast) return null
    const isPair = end === '\r' && text[cell.next + 1] === '\n'
    return { cells, next: Math.min(cell.next + (isPair ? 2 : 1), text.length), ...(fault && { fault }) }
  }
}

type Cell = { readonly value: string; readonly next: number; readonly fault?: string }

function readPlain(text: string, begin: number, delimiter: string, isLast: boolean): Cell | null {
  let at = begin
  while (at < text.length) {
    const mark = text[at]!
    if (mark === delimiter || mark === '\n' || mark === '\r')
      return { value: text.slice(begin, at), next: at }
    at += 1
  }
  return isLast ? { value: text.slice(begin), next: at } : null
}

function readQuoted(
  text: string,
  begin: number,
  { delimiter, escapedBy }: Dialect,
  isLast: boolean,
): Cell | null {
  let isLoose = false
  for (let at = begin + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || (quote + 1 === text.length && !isLast)) {
      if (!isLast) return null
      if (quote < 0) return { value: text.slice(begin + 1), next: text.length, fault: neverClosed }
    }
    const after = text[quote + 1]
    if (escapedBy === '\\' && isEscaped(text, quote, begin)) at = quote + 1
    else if (escapedBy === '"' && after === '"') at = quote + 2
    else if (after === undefined || after === delimiter || after === '\n' || after === '\r') {
      const raw = text.slice(begin + 1, quote)
      const value = escapedBy === '"' ? raw.replaceAll('""', '"') : raw.replaceAll(/\\(["\\])/g, '$1')
      // A quote that was not doubled may also have begun or ended a cell on another line.
      const isTorn = isLoose && /[\r\n]/.test(raw)
      return { value, next: quote + 1, ...(isTorn && { fault: 'its quotes can be read in several ways' }) }
    } else {
      isLoose = true
      at = quote + 1
    }
  }
}

const neverClosed = 'a quote is opened here and never closed'

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(text: string, quote: number, begin: number): boolean {
  let at = quote - 1
  while (at > begin && text[at] === '\\') at -= 1
  return (quote - 1 - at) % 2 === 1
}

const delimiters = [',', ';', '\t', '|'] as const

/**
 * The dialect by which the beginning of a text has the same number of cells in most records; more cells before
 * fewer. A first line `sep=;` says it itself.
 */
export function dialectOf(sample: string, isWhole: boolean): Dialect {
  const said = sample.match(/^sep=(.)\r?\n/i)?.[1]
  const escapes = /\\"/.test(sample) ? (['\\', '"'] as const) : (['"'] as const)
  const candidates = (said ? [said] : delimiters).flatMap((delimiter) =>
    escapes.map((escapedBy) => ({ delimiter, escapedBy })),
  )
  const rated = candidates.map((dialect) => ({ dialect, ...fitOf(sample, dialect, isWhole) }))
  rated.sort((a, b) => b.regular - a.regular || b.cells - a.cells)
  return rated[0]!.dialect
}

function fitOf(sample: string, dialect: Dialect, isWhole: boolean): { regular: number; cells: number } {
  const reader = recordReader(dialect)
  const records = [...reader.push(sample), ...(isWhole ? reader.end() : [])].slice(0, 200)
  const counts = new Map<number, number>()
  for (const { cells, fault } of records)
    if (!fault) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [cells, often] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0] ?? [1, 0]
  const isTable = cells > 1
  const header = records[0]?.cells.length
  // One cell a record fits every text, so it counts least.
  return { regular: isTable ? often + (header === cells ? 1 : 0) : 0, cells }
}
