import { csvParseRows } from 'd3-dsv'
import { countOf, jsonOf, parseJson } from './input.ts'
import { invalid, Refusal } from './problem.ts'
import { takeTurns } from './turns.ts'

/** The most things in one list. */
export const mostListed = 10_000
/** The most lines that may be refused before the rest of a list is left unread. */
export const mostRefused = 1000
/** The most errors that are named of one line. */
export const mostErrorsOfLine = 5
/** Characters of one line: enough for an answer with everything at its longest, each character escaped. */
export const longestLine = 256 * 1024

/** Commas of one record, those in its texts included. */
const mostCommas = 5000

/** One thing of a list; `undefined` for a line that is not JSON. */
export interface Listed {
  /** Counted from 1: the line, of CSV with the header, of an array the element. */
  readonly line: number
  readonly value: unknown
}

/** The JSON object of each line; lines that are blank are left out. */
export async function listOfLines(text: string): Promise<Listed[]> {
  const pieces = await collect(linesIn(text))
  return parseEach(pieces, (line) => {
    try {
      return jsonOf(line)
    } catch {
      return undefined
    }
  })
}

/** The elements of an array. */
export const listOf = (values: readonly unknown[]): Listed[] =>
  values.map((value, place) => ({ line: place + 1, value }))

/** The elements of a long JSON array, each parsed apart. Throws a 400 for what is no array. */
export async function listOfArray(text: string): Promise<Listed[]> {
  return parseEach(await collect(elementsIn(text)), parseJson)
}

/** Whether a text is longer than what is parsed as one. */
export const isLong = (text: string) => text.length > longestLine
/** What is not white space in JSON. */
const ink = /[^ \t\n\r]/

/** The records of CSV, each a list of cells, the header among them; blank ones are left out. */
export async function listOfCsv(text: string): Promise<{ line: number; value: string[] }[]> {
  return parseEach(await collect(recordsIn(text)), (record) => {
    if (countOf(record, ',', mostCommas) === mostCommas)
      throw invalid('body', `must have fewer than ${mostCommas} commas a line`)
    return csvParseRows(record)[0] ?? []
  })
}

type Piece = { readonly line: number; readonly text: string }

/** Cuts the list and counts it before anything of it is parsed; throws a 422 when it is too long. */
async function collect(pieces: Iterable<string>): Promise<Piece[]> {
  const turn = takeTurns()
  const found: Piece[] = []
  let line = 0
  for (const text of pieces) {
    line += 1
    requireLength(text.length, line)
    if (text.trim() !== '') found.push({ line, text })
    // The header of CSV is one more; blank lines are not endless either.
    if (found.length > mostListed + 1 || line > 2 * mostListed)
      throw invalid('body', `must hold at most ${mostListed} a call`)
    await turn()
  }
  return found
}

function requireLength(length: number, line: number): void {
  if (length > longestLine) throw invalid('body', `line ${line} must have at most ${longestLine} characters`)
}

async function parseEach<Value>(
  pieces: readonly Piece[],
  parse: (text: string) => Value,
): Promise<{ line: number; value: Value }[]> {
  const turn = takeTurns()
  const listed = []
  for (const { line, text } of pieces) {
    listed.push({ line, value: parse(text) })
    await turn()
  }
  return listed
}

function* linesIn(text: string): Generator<string> {
  let at = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
    yield text.slice(at, end)
    at = end + 1
  }
  if (at < text.length) yield text.slice(at)
}

/**
 * The elements of a JSON array as text. It only looks for where each one ends; whether it is JSON is seen
 * when it is parsed.
 */
function* elementsIn(text: string): Generator<string> {
  const structure = /["[\]{},]/g
  let depth = 0
  let line = 1
  let at = text.indexOf('[') + 1
  if (at === 0 || ink.test(text.slice(0, at - 1))) throw new Refusal('bad-json')
  structure.lastIndex = at
  for (let found = structure.exec(text); found; found = structure.exec(text)) {
    const [mark] = found
    requireLength(found.index - at, line)
    if (mark === '"') structure.lastIndex = endOfString(text, structure.lastIndex)
    else if (mark === '[' || mark === '{') depth += 1
    else if (depth > 0) depth -= mark === ',' ? 0 : 1
    else {
      const element = text.slice(at, found.index)
      const isLast = mark !== ','
      const isEmpty = isLast && line === 1 && element.trim() === ''
      if (element.trim() === '' && !isEmpty) throw new Refusal('bad-json')
      if (!isEmpty) yield element
      at = structure.lastIndex
      line += 1
      if (isLast) break
    }
  }
  if (text[at - 1] !== ']' || ink.test(text.slice(at))) throw new Refusal('bad-json')
}

/** The place after the quote that ends a JSON string. */
function endOfString(text: string, begin: number): number {
  const ends = /["\\]/g
  ends.lastIndex = begin
  for (let found = ends.exec(text); found; found = ends.exec(text)) {
    if (found[0] === '"') return ends.lastIndex
    ends.lastIndex += 1
  }
  throw new Refusal('bad-json')
}

/** The records of CSV as text: a line break inside a quoted cell ends none. */
function* recordsIn(text: string): Generator<string> {
  const marks = /"|\r\n?|\n/g
  let isQuoted = false
  let at = 0
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    const { index } = found
    if (found[0] !== '"') {
      if (isQuoted) continue
      yield text.slice(at, index)
      at = marks.lastIndex
    } else if (!isQuoted) {
      // Inside a cell that began without one, a quote is a character like any other.
      isQuoted = index === at || text[index - 1] === ','
    } else if (text[index + 1] === '"') marks.lastIndex += 1
    else isQuoted = false
  }
  if (at < text.length) yield text.slice(at)
}
