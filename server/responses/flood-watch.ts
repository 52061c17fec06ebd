import {
  type Crowd,
  type FloodReason,
  floodIn,
  type Surroundings,
  withoutChoirs,
} from '../../shared/flood.ts'
import {
  type Entry,
  type FloodMemory,
  forgetEntries,
  forgetSurvey,
  type Group,
  groupIn,
  remember,
  type Watched,
  watchedIn,
} from './flood-memory.ts'

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

const minute = 60_000
const hour = 60 * minute

/** Runs what nobody waits for. */
type Later = (work: Promise<unknown>) => void

/**
 * Watches answers arrive, in the memory of this process, and holds those of a flood, the earlier ones too. The store
 * is given at each call, since a Worker has it for one request alone.
 */
export interface FloodWatch {
  /** Why this answer is held, when it belongs to a flood that is known. */
  reasonFor(arrival: Arrival): FloodReason | null
  /** Notes an answer that was stored and counts, and later holds what turns out to be a flood. */
  note(arrival: Arrival, store: FloodStore, later: Later): void
  /** Forgets what is known of a survey's floods, after somebody decided about them. */
  forget(surveyId: string): void
}

export function createFloodWatch(): FloodWatch {
  const memory: FloodMemory = { surveys: new Map(), size: 0 }
  return {
    reasonFor: (arrival) => reasonFor(memory, arrival),
    note: (arrival, store, later) => note(memory, arrival, store, later),
    forget: (surveyId) => forgetSurvey(memory, surveyId),
  }
}

function reasonFor({ surveys }: FloodMemory, arrival: Arrival): FloodReason | null {
  const groups = surveys.get(arrival.surveyId)?.groups
  if (!groups) return null
  for (const [mark] of marksOf(arrival)) {
    const group = groups.get(mark)
    if (group && isOf(group, arrival.rating)) return group.reason
  }
  return null
}

function note(memory: FloodMemory, arrival: Arrival, store: FloodStore, later: Later): void {
  const { surveyId, id, rating, now } = arrival
  const watch = watchedIn(memory, surveyId)
  const due = new Set<Group>()
  for (const [mark, reason] of marksOf(arrival)) {
    const group = groupIn(memory, watch, mark, reason)
    if (group.isReleased) continue
    remember(memory, watch, group, { id, rating, at: now })
    if (group.entries.size >= group.judgedFrom || isOf(group, rating)) due.add(group)
  }
  if (now - watch.judgedAt > minute) {
    for (const group of watch.large) due.add(group)
    watch.judgedAt = now
  }
  if (now - watch.readAt > minute) {
    watch.readAt = now
    later(readKnown(memory, watch, store, { surveyId, now }))
  }
  if (due.size > 0) later(judge(memory, watch, due, store, { surveyId, now }))
}

type Asked = Pick<Arrival, 'surveyId' | 'now'>

/** Learns of floods that another process found, and of what an owner let count. */
async function readKnown(memory: FloodMemory, watch: Watched, store: FloodStore, { surveyId, now }: Asked) {
  for (const { mark, reason, isReleased } of await store.known(surveyId, now)) {
    const group = groupIn(memory, watch, mark, reason)
    group.isReleased = isReleased
    // Of a minute's flood another process does not know the rating, and it is over.
    if (isReleased) group.flood = null
    else if (reason !== 'same-minute') group.flood = 'all'
  }
}

async function judge(
  memory: FloodMemory,
  watch: Watched,
  groups: ReadonlySet<Group>,
  store: FloodStore,
  { surveyId, now }: Asked,
): Promise<void> {
  for (const group of groups) group.judgedFrom = Math.ceil(group.entries.size * 1.1)
  const around = await store.surroundings(surveyId, now)
  const crowds = [...watch.large].map((group) => ({ group, crowd: crowdOf(suspectsIn(group)) }))
  for (const group of groups) {
    const all = [...group.entries.values()]
    const suspects = suspectsIn(group)
    const others = crowds.filter((each) => each.group !== group && each.group.reason === group.reason)
    const rest = withoutChoirs(
      around,
      group.reason,
      others.map(({ crowd }) => crowd),
    )
    group.flood ??= floodIn(group.reason, crowdOf(suspects), rest)
    const ids = suspects.filter(({ rating }) => isOf(group, rating)).map(({ id }) => id)
    if (ids.length === 0) continue
    await store.hold(surveyId, group, ids, now)
    forgetEntries(memory, watch, group, all)
  }
}

/** The answers of a group that are judged together: of the busiest hour, or all that came since it is a flood. */
function suspectsIn({ flood, entries }: Group): readonly Entry[] {
  const all = [...entries.values()]
  return flood === null ? mostWithin(hour, all) : all
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
