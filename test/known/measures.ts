import { benjaminiHochberg, holm } from '../../shared/adjustment.ts'
import { agrestiCaffo } from '../../shared/change/alternatives.ts'
import { meanChange } from '../../shared/change/mean-change.ts'
import { adjustedNpsChange, npsChange } from '../../shared/change/nps-change.ts'
import { type Part, shareChange, waldShareChange } from '../../shared/change/share-change.ts'
import { csatScales } from '../../shared/csat.ts'
import { type Distribution, fromPointCounts, fromRatings } from '../../shared/distribution.ts'
import { agrestiCoull, clopperPearson, jeffreys } from '../../shared/interval/alternatives.ts'
import { tInterval } from '../../shared/interval/mean-interval.ts'
import {
  adjusted,
  adjustedWald,
  type NpsCounts,
  npsCounts,
  npsError,
  npsMoments,
  wald,
} from '../../shared/interval/nps-interval.ts'
import { wilson } from '../../shared/interval/share-interval.ts'
import { tango } from '../../shared/interval/tango.ts'
import { deviation, moments, standardError } from '../../shared/moments.ts'
import { nps, npsScales } from '../../shared/nps.ts'
import { criticalT, criticalZ } from '../../shared/quantile.ts'
import { clip, type Range } from '../../shared/range.ts'
import { roundHalfAway } from '../../shared/rounding.ts'
import { answersFor, answersForNps, shareVariance } from '../../shared/sample-size.ts'
import type { Scale } from '../../shared/scale.ts'
import { scoreOf } from '../../shared/score.ts'
import { weightedNps } from '../../shared/weighting.ts'

/** What our public functions say of a case, under the names the case file uses. */
type Measured = Readonly<Record<string, unknown>>

/** For each kind of case: its inputs through our functions. No formula belongs here. */
// biome-ignore lint/suspicious/noExplicitAny: the file's inputs differ by kind, and the comparison fails on a wrong one
export const measures: Readonly<Record<string, (inputs: any) => Measured>> = {
  nps: (bands: NpsCounts) => npsMeasures(fromBands(bands)),
  nps_from_scores: ({ scores }) => npsMeasures(fromRatings(npsScales['0-10'], scores)),
  nps_population: ({ p_promoter, p_passive, p_detractor }) => {
    const [promoters, passives, detractors] = [p_promoter, p_passive, p_detractor].map(fraction)
    const net = npsMoments({ promoters: promoters!, passives: passives!, detractors: detractors! })
    return { nps_unit: net?.mean, variance_unit: net?.variance }
  },
  nps_two_sample: npsPairMeasures,
  nps_weighted: ({ scores, weights, population_size: population }) => {
    const answers = scores.map((rating: number, at: number) => ({ rating, weight: weights[at] }))
    const weighted = weightedNps(npsScales['0-10'], answers, { population })
    return {
      nps: weighted?.nps,
      se_linearized: weighted?.error,
      ci_normal_95: pair(weighted?.interval),
      kish_effective_n: weighted?.effectiveN,
    }
  },
  topbox_proportion: shareMeasures,
  topbox_two_sample: ({ a, b }) => sharePairMeasures(part(a), part(b)),
  theme_share_two_segments: ({ a, b }) => {
    const change = shareChange({ count: a.mentions, of: a.total }, { count: b.mentions, of: b.total })
    return { z: change?.statistic, p: change?.p }
  },
  mean_score: meanMeasures,
  mean_two_sample_welch: ({ a, b }) => {
    const change = meanChange(moments(fromRatings(tenPoints, a)), moments(fromRatings(tenPoints, b)))
    return {
      diff: change?.difference,
      t: change?.statistic,
      df: change?.df,
      p: change?.p,
      ci_95: pair(change?.interval),
    }
  },
  sample_size_nps_ci: ({ margin_points: margin, conf: confidence, unit_variance: variance }) => {
    const whole = answersForNps(margin, { confidence, variance })
    return {
      n_wald_raw: answersFor(margin, { confidence, variance }),
      n_wald: whole.wald,
      n_adjusted_wald: whole.adjusted,
    }
  },
  sample_size_proportion: ({ margin_points: margin, conf: confidence, p }) => ({
    n_raw: answersFor(margin, { confidence, variance: shareVariance(p) }),
  }),
  multiple_comparison_adjustment: ({ p }) => ({ holm: holm(p), bh: benjaminiHochberg(p) }),
  quantiles: () => ({
    z_80: criticalZ(0.8),
    z_90: criticalZ(0.9),
    z_95: criticalZ(0.95),
    z_99: criticalZ(0.99),
    t_95_df1: criticalT(0.95, 1),
    t_95_df9: criticalT(0.95, 9),
    t_95_df29: criticalT(0.95, 29),
    t_95_df119: criticalT(0.95, 119),
    t_95_df999: criticalT(0.95, 999),
    t_99_df4: criticalT(0.99, 4),
  }),
}

/** A scale wide enough for every list of ratings in the file; bands do not matter to a mean. */
const tenPoints: Scale = csatScales['1-10']

function pair(range: Range | null | undefined): unknown {
  return range && [range.low, range.high]
}

/** The same interval at every confidence the file asks for, as `name_90`, `name_95`, `name_99`. */
function atEveryConfidence(name: string, intervalAt: (confidence: number) => Range | null): Measured {
  return Object.fromEntries(
    [90, 95, 99].map((percent) => [`${name}_${percent}`, pair(intervalAt(percent / 100))]),
  )
}

/** Bands as ratings: 0, 7 and 10 stand for detractors, passives and promoters. */
function fromBands({ detractors, passives, promoters }: NpsCounts): Distribution {
  return fromPointCounts(npsScales['0-10'], [
    { rating: 0, count: detractors },
    { rating: 7, count: passives },
    { rating: 10, count: promoters },
  ])
}

function npsMeasures(distribution: Distribution): Measured {
  const score = scoreOf({ metric: 'nps' }, distribution)
  const counts = npsCounts(distribution)
  const moved = npsMeasuresOf(adjusted(counts))
  const rounded = Object.fromEntries(
    score.bands.map(({ band, percent }) => [`${band}_percent_rounded`, roundHalfAway(percent!)]),
  )
  const plain = npsMeasuresOf(counts)
  return {
    ...rounded,
    nps: score.value,
    nps_rounded: roundHalfAway(score.value!),
    variance_unit: plain.variance,
    se: plain.error,
    se_3sig: plain.error,
    adjusted_wald_se: moved.error,
    adjusted_wald_centre: moved.points,
    ...atEveryConfidence('wald', (confidence) => wald(counts, confidence)),
    ...atEveryConfidence('adjusted_wald', (confidence) => adjustedWald(counts, confidence)),
    ...atEveryConfidence('score_tango_iterative', (confidence) => tango(counts, confidence)),
  }
}

function npsMeasuresOf(counts: NpsCounts) {
  const net = npsMoments(counts)!
  return { points: 100 * net.mean, variance: net.variance, error: npsError(counts) }
}

/** The file gives |a − b|, so the higher of the two goes first. */
function npsPairMeasures(inputs: { a: NpsCounts; b: NpsCounts }): Measured {
  const a = fromBands(inputs.a)
  const b = fromBands(inputs.b)
  const scoreA = nps(a).nps!
  const scoreB = nps(b).nps!
  const [higher, lower] = scoreA > scoreB ? [npsCounts(a), npsCounts(b)] : [npsCounts(b), npsCounts(a)]
  const plain = npsChange(higher, lower)!
  const moved = adjustedNpsChange(higher, lower)!
  return {
    nps_a: scoreA,
    nps_b: scoreB,
    abs_delta: plain.difference,
    wald_se: plain.error,
    wald_z: plain.statistic,
    wald_p: plain.p,
    wald_ci_95_of_abs_delta: pair(plain.interval),
    wald_ci_90_of_abs_delta: pair(npsChange(higher, lower, 0.9)?.interval),
    adjusted_abs_delta: moved.difference,
    adjusted_se: moved.error,
    adjusted_z: moved.statistic,
    adjusted_p: moved.p,
    adjusted_ci_95_of_abs_delta: pair(moved.interval),
  }
}

function part({ positive, total }: { positive: number; total: number }): Part {
  return { count: positive, of: total }
}

function shareMeasures({ positive, total }: { positive: number; total: number }): Measured {
  const thumbs = fromPointCounts(csatScales['0-1'], [
    { rating: 1, count: positive },
    { rating: 0, count: total - positive },
  ])
  const inside = (range: Range | null) => range && clip(range, 0, 100)
  return {
    score: scoreOf({ metric: 'csat' }, thumbs).value,
    ...atEveryConfidence('wilson', (confidence) => wilson(positive, total, confidence)),
    ...atEveryConfidence('clopper_pearson', (confidence) => clopperPearson(positive, total, confidence)),
    beta_95: pair(clopperPearson(positive, total)),
    jeffreys_95: pair(jeffreys(positive, total)),
    agresti_coull_95: pair(inside(agrestiCoull(positive, total))),
    agresti_coull_95_clipped: pair(inside(agrestiCoull(positive, total))),
  }
}

function sharePairMeasures(first: Part, second: Part): Measured {
  const change = shareChange(first, second)!
  return {
    diff_points: change.difference,
    pooled_z: change.statistic,
    p_two_sided: change.p,
    newcomb_ci_95_points: pair(change.interval),
    wald_unpooled_ci_95_points: pair(waldShareChange(first, second)),
    agresti_caffo_ci_95_points: pair(agrestiCaffo(first, second)),
  }
}

function meanMeasures(inputs: { scores?: number[]; frequency?: Record<string, number> }): Measured {
  const rows = Object.entries(inputs.frequency ?? {}).map(([rating, count]) => ({
    rating: Number(rating),
    count,
  }))
  const distribution = inputs.scores
    ? fromRatings(tenPoints, inputs.scores)
    : fromPointCounts(tenPoints, rows)
  const score = scoreOf({ metric: 'ces', primary: 'mean' }, distribution)
  const sample = moments(distribution)!
  return {
    n: score.n,
    mean: score.value,
    sd: deviation(sample),
    se: standardError(sample),
    ...atEveryConfidence('t', (confidence) => tInterval(sample, confidence)),
  }
}

/** "1/3" as a number. */
function fraction(text: string): number {
  const [over, under = 1] = text.split('/').map(Number)
  return over! / under
}
