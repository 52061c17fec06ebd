import { html } from 'hono/html'
import type { MeasuredScore } from '../../../shared/report.ts'
import { cautionOf } from '../../../shared/segments.ts'
import { linear } from '../charts/linear.ts'
import { bandPath, linePath, type PathPoint } from '../charts/path.ts'
import type { Html } from '../layout.ts'
import { figure } from '../report/numbers.ts'
import { overviewTexts } from '../texts/overview-texts.ts'

const width = 136
const height = 32
const edge = 3

/** A small line of scores with their intervals; weeks with too few answers for a score are gaps. Empty without two scores. */
export function scoreSpark(weeks: readonly MeasuredScore[]): Html | '' {
  const drawn = weeks.map((week) => (cautionOf(week.n) === 'counts only' || !week.interval ? null : week))
  const known = drawn.filter((week) => week !== null)
  if (known.length < 2) return ''
  const x = linear([0, weeks.length - 1], [edge, width - edge])
  const lows = known.map(({ interval }) => interval!.low)
  const highs = known.map(({ interval }) => interval!.high)
  const y = linear([Math.min(...lows), Math.max(...highs)], [height - edge, edge])
  const points = (read: (week: MeasuredScore) => number): PathPoint[] =>
    drawn.map((week, place) => (week ? [x(place), y(read(week))] : null))
  const [first, last] = [known[0]!, known.at(-1)!]
  const label = overviewTexts.weeks(
    figure(first.value, first.unit),
    figure(last.value, last.unit),
    weeks.length,
  )
  const end = points((week) => week.value!).findLast((point) => point !== null)!
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}"><path class="bandfill" d="${bandPath(
    points((week) => week.interval!.high),
    points((week) => week.interval!.low),
  )}"/><path class="scoreline" d="${linePath(points((week) => week.value!))}"/><circle class="dot last" cx="${end[0]}" cy="${end[1].toFixed(1)}" r="3.5"/></svg>`
}
