import { type FloodReason, fewestInFlood } from '../../shared/flood.ts'

/** An answer, as it is remembered. */
export interface Entry {
  readonly id: string
  readonly rating: number
  readonly at: number
}

/** Answers of one survey that have one thing in common. */
export interface Group {
  readonly mark: string
  readonly reason: FloodReason
  /** By id, in the order they came. */
  readonly entries: Map<string, Entry>
  /** How many there must be before they are judged again. */
  judgedFrom: number
  /** What the flood is of, once it is one. */
  flood: number | 'all' | null
  isReleased: boolean
}

/** What is remembered of one survey. */
export interface Watched {
  readonly groups: Map<string, Group>
  /** Those with enough answers to be floods, to be judged again when there is more to compare them with. */
  readonly large: Set<Group>
  /** Entries in all groups. */
  size: number
  readAt: number
  judgedAt: number
  isForgotten: boolean
}

/** What a process remembers of the answers that came lately, within bounds that nobody who sends them can move. */
export interface FloodMemory {
  readonly surveys: Map<string, Watched>
  /** Entries of all surveys. */
  size: number
}

const mostGroups = 2000
const mostLarge = 20
const mostInGroup = 5000
/** Entries of one survey, and of all: some hundred bytes each. */
const mostInSurvey = 40_000
const mostOfAll = 200_000

/** What is remembered of a survey. */
export function watchedIn({ surveys }: FloodMemory, surveyId: string): Watched {
  const known = surveys.get(surveyId)
  if (known) return known
  const never = Number.NEGATIVE_INFINITY
  const fresh: Watched = {
    ...{ groups: new Map(), large: new Set(), size: 0 },
    ...{ readAt: never, judgedAt: never, isForgotten: false },
  }
  surveys.set(surveyId, fresh)
  return fresh
}

/** Forgets what is remembered of a survey. */
export function forgetSurvey(memory: FloodMemory, surveyId: string): void {
  const watch = memory.surveys.get(surveyId)
  if (!watch) return
  memory.size -= watch.size
  watch.isForgotten = true
  memory.surveys.delete(surveyId)
}

/** The answers of a survey that have this mark. */
export function groupIn(memory: FloodMemory, watch: Watched, mark: string, reason: FloodReason): Group {
  const known = watch.groups.get(mark)
  if (known) return known
  if (watch.groups.size >= mostGroups || watch.size >= mostInSurvey) resize(memory, watch, -dropSome(watch))
  const judgedFrom = fewestInFlood[reason]
  const fresh: Group = { mark, reason, entries: new Map(), judgedFrom, flood: null, isReleased: false }
  watch.groups.set(mark, fresh)
  return fresh
}

/** Remembers an answer once; of too many the oldest is forgotten. */
export function remember(memory: FloodMemory, watch: Watched, group: Group, entry: Entry): void {
  const { entries } = group
  if (entries.has(entry.id)) return
  const before = entries.size
  if (before >= mostInGroup) dropOldest(entries)
  entries.set(entry.id, entry)
  resize(memory, watch, entries.size - before)
  while (memory.size > mostOfAll) forgetSurvey(memory, memory.surveys.keys().next().value!)
  if (entries.size < fewestInFlood[group.reason]) return
  watch.large.add(group)
  if (watch.large.size > mostLarge) watch.large.delete(watch.large.values().next().value!)
}

/** A part at once: a Map whose first entry is deleted each time skips all that were deleted before. */
function dropOldest(entries: Group['entries']): void {
  let left = mostInGroup / 5
  for (const id of entries.keys()) {
    if (left === 0) return
    entries.delete(id)
    left -= 1
  }
}

/** Forgets some answers of a group. */
export function forgetEntries(
  memory: FloodMemory,
  watch: Watched,
  group: Group,
  some: readonly Entry[],
): void {
  const before = group.entries.size
  for (const { id } of some) group.entries.delete(id)
  if (group.entries.size < fewestInFlood[group.reason]) watch.large.delete(group)
  resize(memory, watch, group.entries.size - before)
}

function resize(memory: FloodMemory, watch: Watched, by: number): void {
  watch.size += by
  // What was forgotten as a whole is counted no more.
  if (!watch.isForgotten) memory.size += by
}

/**
 * Makes room, and returns by how many entries: of the older half those that are small, so that what grows is not
 * forgotten for what comes once.
 */
function dropSome({ groups, large }: Watched): number {
  const older = [...groups.values()].slice(0, groups.size / 2)
  const known = older.filter(({ flood, isReleased }) => flood === null && !isReleased)
  const small = known.filter(({ entries }) => entries.size < 5)
  const dropped = groups.size >= mostGroups && small.length > 0 ? small : known
  for (const group of dropped) {
    groups.delete(group.mark)
    large.delete(group)
  }
  return dropped.reduce((sum, { entries }) => sum + entries.size, 0)
}
