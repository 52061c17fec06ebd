import { plainName } from './column-names.ts'
import { guessColumns } from './columns.ts'
import type { TableRecord } from './records.ts'

/** The first records of a table that say what its columns are. */
export interface Head {
  /** A name for each column, no two alike. */
  readonly header: readonly string[]
  /** What is asked in a column, where another row says so; else its name. */
  readonly titles: readonly string[]
  /** How many records it takes. */
  readonly records: number
  /** Cells of a record of the file. */
  readonly width: number
  /** The zone the file states; `null` when it states none. */
  readonly timezone: string | null
  /** The cells by `header`: columns that belong together are joined. */
  adapt(cells: readonly string[]): string[]
}

/** Records of which the head can be told. */
export const headRecords = 10

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length

/** The head of a table by its first records; `null` when there is none. */
export function headOf(records: readonly TableRecord[]): Head | null {
  let at = beginOf(records)
  if (isGroups(records[at]?.cells ?? [], records[at + 1]?.cells ?? [])) at += 1
  const names = records[at]?.cells.map((cell) => cell.trim())
  if (!names || filled(names) === 0) return null
  const next = records[at + 1]?.cells ?? []
  const third = records[at + 2]?.cells ?? []
  const tail = trailing(names, records.slice(at + 1))
  if (third.some(isImportId)) return ofQualtrics(names, next, third, at + 3)
  if (next.some(isImportId)) return ofQualtrics(names, names, next, at + 2)
  if (isSurveyMonkey(names, next)) return ofSurveyMonkey(names, next, at + 2)
  const header = unique(names.slice(0, names.length - tail), names)
  const head = { header, titles: header, records: at + 1, width: header.length, timezone: null }
  return withJoined(head, [], timeOfDate(header, records.slice(at + 1)))
}

/** The columns of a day and of a time of it, where each has one of its own. */
function timeOfDate(
  header: readonly string[],
  records: readonly TableRecord[],
): readonly [number, number] | null {
  const plain = header.map(plainName)
  const [date, time] = [plain.indexOf('date'), plain.indexOf('time')]
  const rows = records.filter(({ cells }) => filled(cells) > 0)
  if (date < 0 || time < 0 || rows.length === 0) return null
  const isApart = rows.every(
    ({ cells }) => isTime.test(cells[time]?.trim() ?? '') && !/:/.test(cells[date] ?? ''),
  )
  return isApart ? [date, time] : null
}

const isTime = /^\d{1,2}:\d{2}(:\d{2})?(\s*[ap]m)?$/i

/** Where the names are: Excel's own first line, titles and empty lines may stand above them. */
function beginOf(records: readonly TableRecord[]): number {
  const first = /^sep=/i.test(records[0]?.cells[0]?.trim() ?? '') ? 1 : 0
  const wide = records.findIndex(({ cells }) => filled(cells) > 2)
  const above = records.slice(first, Math.max(wide, first))
  const isTitle = above.every(({ cells }) => filled(cells) === 0 || isAlone(cells))
  return isTitle && wide > first ? wide : first
}

const isAlone = (cells: readonly string[]) => filled(cells) === 1 && cells[0]!.trim() !== ''

/** Whether a record names groups of columns, in cells that are merged over several, and the next one the columns. */
function isGroups(cells: readonly string[], next: readonly string[]): boolean {
  const [some, all] = [filled(cells), filled(next)]
  const names = next.map(plainName)
  const found = guessColumns(next)
  return (
    some > 0 &&
    some < all &&
    all === next.length &&
    cells.length <= next.length &&
    new Set(names).size === names.length &&
    found.rating !== undefined &&
    Object.keys(found).length > 1 &&
    !next.some(isImportId) &&
    next.every((cell) => /\p{L}/u.test(cell))
  )
}

/** Empty columns at the end of the header that hold nothing: every line ends in a delimiter. */
function trailing(names: readonly string[], records: readonly TableRecord[]): number {
  let tail = 0
  while (
    tail < names.length - 1 &&
    names[names.length - 1 - tail] === '' &&
    records.every(({ cells }) => (cells[names.length - 1 - tail] ?? '').trim() === '')
  )
    tail += 1
  return tail
}

const isImportId = (cell: string) => /^\{\s*['"]+ImportId/.test(cell.trim())

function ofQualtrics(
  names: readonly string[],
  titles: readonly string[],
  ids: readonly string[],
  records: number,
): Head {
  const zones = ids.map((cell) => cell.match(/timeZone['"]+\s*:\s*['"]+([^'"]+)/)?.[1])
  const header = unique(names, names)
  const timezone = zones.find(Boolean) ?? null
  const asked = header.map((name, place) => titles[place]?.trim() || name)
  return withJoined({ header, titles: asked, records, width: header.length, timezone })
}

function isSurveyMonkey(names: readonly string[], next: readonly string[]): boolean {
  const place = names.findIndex((name) => plainName(name) === 'respondentid')
  return (
    place >= 0 && names.some((name) => plainName(name) === 'collectorid') && (next[place] ?? '').trim() === ''
  )
}

/** The question stands over its first column; a second row names the answers, each with a column of its own. */
function ofSurveyMonkey(names: readonly string[], next: readonly string[], records: number): Head {
  const labels = names.map((_, place) => (next[place] ?? '').trim())
  const begins = names.map((name, place) => (name === '' ? -1 : place))
  for (let place = 1; place < begins.length; place += 1)
    if (begins[place] === -1) begins[place] = begins[place - 1]!
  const titles = names.map((name, place) => name || names[begins[place]!] || '')
  const asked = titles.map((title, place) => [title, labels[place]].filter(Boolean).join(' – '))
  const full = names.map((name, place) => name || [titles[place], labels[place]].filter(Boolean).join(' – '))
  const header = unique(full, full)
  // One column for each point, of which one holds the answer.
  const groups = new Map<number, number[]>()
  for (const [place, begin] of begins.entries()) groups.set(begin, [...(groups.get(begin) ?? []), place])
  const expanded = [...groups].filter(
    ([, places]) => places.length >= 3 && places.every((place) => /^\D*\d{1,2}\D*$/.test(labels[place]!)),
  )
  return withJoined(
    { header, titles: asked, records, width: header.length, timezone: null },
    expanded.map(([begin, places]) => ({ begin, places })),
  )
}

type Group = { readonly begin: number; readonly places: readonly number[] }

function withJoined(
  head: Omit<Head, 'adapt'>,
  groups: readonly Group[] = [],
  timed: readonly [number, number] | null = null,
): Head {
  const plain = head.header.map(plainName)
  const [first, last] = [plain.indexOf('firstname'), plain.indexOf('lastname')]
  const joinsName = first >= 0 && last >= 0 && !plain.includes('name') && !plain.includes('fullname')
  const joined = [...(joinsName ? ['First name Last name'] : []), ...(timed ? ['Date Time'] : [])]
  return {
    ...head,
    header: [...head.header, ...joined],
    titles: [...head.titles, ...joined],
    adapt(cells) {
      const adapted = cells.slice(0, head.width)
      for (const { begin, places } of groups) {
        for (const place of places) adapted[place] = ''
        adapted[begin] = places.map((place) => cells[place]!.trim()).find(Boolean) ?? ''
      }
      if (joinsName) adapted.push(`${cells[first]!.trim()} ${cells[last]!.trim()}`.trim())
      if (timed)
        adapted.push(
          timed
            .map((place) => cells[place]!.trim())
            .join(' ')
            .trim(),
        )
      return adapted
    },
  }
}

/** Names without two alike; a column without a name is called by its place. */
function unique(names: readonly string[], all: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name, place) => {
    const given = name || `column ${place + 1}`
    const times = (seen.get(given) ?? 0) + 1
    seen.set(given, times)
    const numbered = `${given} (${times})`
    return times === 1 ? given : all.includes(numbered) ? `${given} (${place + 1}.)` : numbered
  })
}
