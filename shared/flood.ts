/** What the answers of a flood have in common. */
export const floodReasons = ['same-address', 'same-minute', 'same-text'] as const
export type FloodReason = (typeof floodReasons)[number]

export const isFloodReason = (reason: string): reason is FloodReason =>
  floodReasons.includes(reason as FloodReason)

/** Answers with something in common that came within an hour, unsigned. */
export interface Crowd {
  /** Answers by rating 0 … 10. */
  readonly counts: readonly number[]
  /** The most that came within one minute. */
  readonly fastest: number
}

/** What else a survey has. */
export interface Surroundings {
  /** Its counted answers of all time by rating 0 … 10, the crowd among them. */
  readonly counts: readonly number[]
  /** How many of them are of the last two days. */
  readonly recent: number
  /** Points of its scale. */
  readonly points: number
}

/** The fewest answers that are a flood. A class is smaller, and an office takes longer. */
export const fewestInFlood: Readonly<Record<FloodReason, number>> = {
  'same-address': 60,
  'same-minute': 60,
  'same-text': 20,
}

/** Fewer others say too little of what is usual. */
const fewestOthers = 30
/** Part of a survey's answers of the last two days, at which a crowd can bend its score. */
const bendingShare = 0.2
/** Part of a crowd that chose one rating. */
const oneVoice = 0.8
/** From so much of one answer it is no sentence that people come to by themselves. */
export const shortestFloodText = 15
/** Answers from one address within a minute, or an hour, that are more than people behind it give. */
const rush = { minute: 100, hour: 300 } as const
/** The distance between two distributions of ratings, 0 … 1, from which they are of different people. */
const farApart = 0.6

/** The answers of a crowd that speak with one voice; none when it has many. */
function choir(reason: FloodReason, counts: readonly number[]): number[] {
  const top = topOf(counts)
  if (counts[top]! < oneVoice * sum(counts)) return counts.map(() => 0)
  return onlyOf(reason, counts, top)
}

const topOf = (counts: readonly number[]) => counts.indexOf(Math.max(...counts))

/** Others answer in the same minute: of a minute only those that chose the one rating are suspected. */
const onlyOf = (reason: FloodReason, counts: readonly number[], top: number) =>
  counts.map((count, at) => (reason !== 'same-minute' || at === top ? count : 0))

/** What a survey has without crowds that speak with one voice: a flood of many minutes is no measure of itself. */
export function withoutChoirs(
  around: Surroundings,
  reason: FloodReason,
  crowds: readonly Crowd[],
): Surroundings {
  const choirs = crowds.map(({ counts }) => choir(reason, counts))
  return {
    ...around,
    counts: around.counts.map((count, at) => count - sum(choirs.map((counts) => counts[at]!))),
    recent: around.recent - sum(choirs.map(sum)),
  }
}

/**
 * Whether a crowd is an implausible part of a survey: large, and unlike all other answers. What is like the others
 * bends no score, however many they are, so it is never held: a launch, an office, a class, or a thousand devices
 * that come back online. Returns the rating that a minute's flood is of, `all` for floods of other kinds, and `null`
 * for none.
 */
export function floodIn(reason: FloodReason, crowd: Crowd, around: Surroundings): number | 'all' | null {
  const top = topOf(crowd.counts)
  const all = sum(crowd.counts)
  const suspects = onlyOf(reason, crowd.counts, top)
  const size = sum(suspects)
  const others = around.counts.map((count, rating) => Math.max(0, count - suspects[rating]!))
  const recentOthers = Math.max(0, around.recent - size)
  if (size < fewestInFlood[reason] || sum(others) < fewestOthers) return null
  if (size < bendingShare * (size + recentOthers)) return null

  const voice = crowd.counts[top]! / all
  const usual = (others[top]! + 1) / (sum(others) + around.points)
  if (reason === 'same-minute')
    return around.points >= 5 && voice >= oneVoice && voice >= 4 * usual ? top : null
  if (voice >= oneVoice && voice >= 2.5 * usual) return 'all'
  const isRush = crowd.fastest >= rush.minute || size >= rush.hour
  return (isRush || reason === 'same-text') && distance(crowd.counts, others) >= farApart ? 'all' : null
}

/** Half the sum of the differences between two distributions' shares (total variation): 0 alike, 1 apart. */
function distance(a: readonly number[], b: readonly number[]): number {
  const [ofA, ofB] = [sum(a), sum(b)]
  return sum(a.map((count, at) => Math.abs(count / ofA - b[at]! / ofB))) / 2
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
