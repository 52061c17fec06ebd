import type { TableRecord } from '../tables/records.ts'
import { CliError } from './api.ts'
import { type TextFile, textOfFile } from './read-text.ts'

type Line = { readonly text: string; readonly line: number }

/** Reads JSON: lines of `sayso export`, which are rows as they are, or objects of other tools as a table. Throws a CliError. */
export async function readJson(
  text: TextFile,
): Promise<{ rows(): AsyncGenerator<Line> } | { records: TableRecord[] }> {
  if (!/^\s*\[/.test(text.sample) && isOwnLine(text.sample.split('\n')[0]!))
    return { rows: () => linesOf(text) }
  const values = await valuesOf(text)
  const flat = values.map(({ value, line }) => ({ cells: flatten(value), line }))
  const header = [...new Set(flat.flatMap(({ cells }) => [...cells.keys()]))]
  const records = flat.map(({ cells, line }) => ({
    line,
    cells: header.map((name) => cells.get(name) ?? ''),
  }))
  return { records: [{ line: 0, cells: header }, ...records] }
}

function isOwnLine(line: string): boolean {
  try {
    const value = JSON.parse(line) as Record<string, unknown>
    return 'id' in value && 'rating' in value && ('answeredAt' in value || 'channel' in value)
  } catch {
    return false
  }
}

async function* linesOf(text: TextFile): AsyncGenerator<Line> {
  let rest = ''
  let line = 0
  for await (const piece of textOfFile(text)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    for (const each of lines) {
      line += 1
      if (each.trim() !== '') yield { text: each.trim(), line }
    }
  }
  if (rest.trim() !== '') yield { text: rest.trim(), line: line + 1 }
}

/** Every object: of an array, of an object that holds one array, or of each line. */
export async function valuesOf(text: TextFile): Promise<{ value: unknown; line: number }[]> {
  let whole = ''
  for await (const piece of textOfFile(text)) whole += piece
  const parsed = tryParse(whole)
  if (parsed !== undefined) {
    const isList = Array.isArray(parsed)
    const list =
      isList || 'id' in (parsed as object) ? parsed : Object.values(parsed as object).find(Array.isArray)
    return (Array.isArray(list) ? list : [parsed]).map((value, place) => ({ value, line: place + 1 }))
  }
  return whole.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return []
    const value = tryParse(line)
    if (value === undefined) throw new CliError(`${text.file} line ${place + 1} is not JSON`)
    return [{ value, line: place + 1 }]
  })
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An object as names and texts: `person.email` for what is nested. */
function flatten(value: unknown, prefix = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return found
  if (typeof value !== 'object') found.set(prefix, String(value))
  else if (Array.isArray(value))
    found.set(
      prefix,
      value.map((each) => (typeof each === 'object' ? JSON.stringify(each) : each)).join(', '),
    )
  else
    for (const [name, each] of Object.entries(value))
      flatten(each, prefix ? `${prefix}.${name}` : name, found)
  return found
}
