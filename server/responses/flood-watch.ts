import {
  type Crowd,
  type FloodReason,
  fewestInFlood,
  floodIn,
  type Surroundings,
  withoutChoirs,
} from '../../shared/flood.ts'

/** A new, unsigned answer, and keyed hashes of what it may have in common with others. */
export interface Arrival {
  readonly surveyId: string
  readonly id: string
  readonly rating: number
  readonly address: string | null
  readonly text: string | null
  /** Not a later revision. */
  readonly isNew: boolean
  readonly now: number
}

/** A flood that is known, as it is stored. */
export interface KnownFlood {
  readonly mark: string
  readonly reason: FloodReason
  /** An owner let it count. */
  readonly isReleased: boolean
}

/** What the watch needs of the database. */
export interface FloodStore {
  known(surveyId: string, now: number): Promise<readonly KnownFlood[]>
  surroundings(surveyId: string, now: number): Promise<Surroundings>
  /** Holds these answers, unless somebody decided about them, and stores the flood. */
  hold(
    surveyId: string,
    flood: Omit<KnownFlood, 'isReleased'>,
    ids: readonly string[],
    now: number,
  ): Promise<void>
}

interface Entry {
  readonly id: string
  readonly rating: number
  readonly at: number
}

/** Answers of one survey that have one thing in common. */
interface Group {
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

interface Watched {
  readonly groups: Map<string, Group>
  /** Those with enough answers to be floods, to be judged again when there is more to compare them with. */
  readonly large: Set<Group>
  /** Entries in all groups. */
  size: number
  readAt: number
  judgedAt: number
}

const minute = 60_000
const hour = 60 * minute
const mostGroups = 2000
const mostLarge = 20
const mostInGroup = 5000
/** Entries of one survey, and of all: some hundred bytes each. */
const mostInSurvey = 40_000
const mostOfAll = 200_000

export type FloodWatch = ReturnType<typeof createFloodWatch>

/**
 * Watches answers arrive, in the memory of this process, and holds those of a flood, the earlier ones too. `store`
 * is given at each call, since a Worker has it for one request alone; `later` runs what nobody waits for.
 */
export function createFloodWatch() {
  const surveys = new Map<string, Watched>()
  let size = 0

  function watched(surveyId: string): Watched {
    const known = surveys.get(surveyId)
    if (known) return known
    const fresh: Watched = {
      ...{ groups: new Map(), large: new Set(), size: 0 },
      ...{ readAt: Number.NEGATIVE_INFINITY, judgedAt: 0 },
    }
    surveys.set(surveyId, fresh)
    return fresh
  }

  /** Forgets what is known of a survey, also after somebody decided about its floods. */
  function forget(surveyId: string): void {
    size -= surveys.get(surveyId)?.size ?? 0
    surveys.delete(surveyId)
  }

  function resize(watch: Watched, by: number): void {
    watch.size += by
    size += by
  }

  function groupOf(watch: Watched, mark: string, reason: FloodReason): Group {
    const known = watch.groups.get(mark)
    if (known) return known
    if (watch.groups.size >= mostGroups || watch.size >= mostInSurvey) resize(watch, -dropSome(watch))
    const judgedFrom = fewestInFlood[reason]
    const fresh: Group = { mark, reason, entries: new Map(), judgedFrom, flood: null, isReleased: false }
    watch.groups.set(mark, fresh)
    return fresh
  }

  function add(watch: Watched, group: Group, { id, rating, now }: Arrival): void {
    const { entries } = group
    const before = entries.size
    const at = entries.get(id)?.at ?? now
    if (before >= mostInGroup) entries.delete(entries.keys().next().value!)
    entries.set(id, { id, rating, at })
    resize(watch, entries.size - before)
    if (entries.size < fewestInFlood[group.reason]) return
    watch.large.add(group)
    if (watch.large.size > mostLarge) watch.large.delete(watch.large.values().next().value!)
  }

  /** Why this answer is held, when it belongs to a flood that is known. */
  function reasonFor(arrival: Arrival): FloodReason | null {
    const groups = surveys.get(arrival.surveyId)?.groups
    if (!groups) return null
    for (const [mark] of marksOf(arrival)) {
      const group = groups.get(mark)
      if (group && isOf(group, arrival.rating)) return group.reason
    }
    return null
  }

  /** Notes an answer that was stored and counts, and in the background holds what turns out to be a flood. */
  function note(arrival: Arrival, store: FloodStore, later: (work: Promise<unknown>) => void): void {
    const { surveyId, rating, now } = arrival
    const watch = watched(surveyId)
    const due = new Set<Group>()
    for (const [mark, reason] of marksOf(arrival)) {
      const group = groupOf(watch, mark, reason)
      if (group.isReleased) continue
      add(watch, group, arrival)
      if (group.entries.size >= group.judgedFrom || isOf(group, rating)) due.add(group)
    }
    if (now - watch.judgedAt > minute) {
      for (const group of watch.large) due.add(group)
      watch.judgedAt = now
    }
    if (now - watch.readAt > minute) {
      watch.readAt = now
      later(readKnown(watch, surveyId, store, now))
    }
    if (due.size > 0) later(judge(watch, [...due], surveyId, store, now))
    while (size > mostOfAll) forget(surveys.keys().next().value!)
  }

  async function readKnown(watch: Watched, surveyId: string, store: FloodStore, now: number): Promise<void> {
    for (const { mark, reason, isReleased } of await store.known(surveyId, now)) {
      const group = groupOf(watch, mark, reason)
      group.isReleased = isReleased
      // Of a minute's flood another process does not know the rating, and it is over.
      if (isReleased) group.flood = null
      else if (reason !== 'same-minute') group.flood = 'all'
    }
  }

  async function judge(
    watch: Watched,
    groups: readonly Group[],
    surveyId: string,
    store: FloodStore,
    now: number,
  ): Promise<void> {
    for (const group of groups) group.judgedFrom = Math.ceil(group.entries.size * 1.25)
    const around = await store.surroundings(surveyId, now)
    const crowds = [...watch.large].map((group) => ({
      group,
      entries: mostWithin(hour, [...group.entries.values()]),
    }))
    for (const group of groups) {
      const all = [...group.entries.values()]
      const crowd = group.flood === null ? mostWithin(hour, all) : all
      const others = crowds.filter((other) => other.group !== group && other.group.reason === group.reason)
      const without = withoutChoirs(
        around,
        group.reason,
        others.map(({ entries }) => crowdOf(entries)),
      )
      group.flood ??= floodIn(group.reason, crowdOf(crowd), without)
      if (group.flood === null || group.isReleased) continue
      const ids = crowd.filter(({ rating }) => isOf(group, rating)).map((entry) => entry.id)
      watch.large.delete(group)
      if (surveys.get(surveyId) === watch) resize(watch, -group.entries.size)
      group.entries.clear()
      if (ids.length > 0) await store.hold(surveyId, group, ids, now)
    }
  }

  return { reasonFor, note, forget }
}

function* marksOf({ address, text, isNew, now }: Arrival): Generator<[string, FloodReason]> {
  if (text !== null) yield [text, 'same-text']
  if (!isNew) return
  if (address !== null) yield [address, 'same-address']
  yield [`minute ${Math.floor(now / minute)}`, 'same-minute']
}

function isOf({ flood, isReleased }: Group, rating: number): boolean {
  return !isReleased && (flood === 'all' || flood === rating)
}

function crowdOf(entries: readonly Entry[]): Crowd {
  const counts = Array<number>(11).fill(0)
  for (const { rating } of entries) counts[rating]! += 1
  return { counts, fastest: mostWithin(minute, entries).length }
}

/** The entries of the span of time, in milliseconds, that has the most of them. */
function mostWithin(span: number, entries: readonly Entry[]): readonly Entry[] {
  let first = 0
  let best = { first: 0, end: 0 }
  entries.forEach(({ at }, last) => {
    while (entries[first]!.at <= at - span) first += 1
    if (last + 1 - first > best.end - best.first) best = { first, end: last + 1 }
  })
  return entries.slice(best.first, best.end)
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
