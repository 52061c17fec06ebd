import type { Share } from '../../shared/share.ts'
import type { Audit } from '../../shared/themes/audit.ts'
import type { CalibrationTrial } from '../../shared/themes/calibration-draws.ts'
import { columns, count, number, oneLine, percent, signedNumber } from './terminal.ts'

/** The most rules to list that are wrong more often than right. */
const maxRules = 10

/** An audit as text for a terminal; shares and F1 in percent. */
export function auditTable(audit: Audit, calibration: CalibrationTrial | null): string {
  const blocks = [
    themeLines(audit, calibration),
    [
      `micro F1 ${number(audit.micro.f1, 1)}   macro F1 ${number(audit.macro.f1, 1)}   (precision ${number(audit.micro.precision, 1)}, recall ${number(audit.micro.recall, 1)}; n = ${count(audit.n)})`,
      `share error ${number(audit.shareError, 2)} points`,
      ...calibrationLines(calibration),
    ],
    polarityLines(audit),
    unmatchedLines(audit),
    ruleLines(audit),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function themeLines({ themes }: Audit, calibration: CalibrationTrial | null): string[] {
  const calibrated = new Map(calibration?.first.map(({ theme, percent }) => [theme, percent]))
  const counted = (share: Share) => `${count(share.count)} (${percent(share.percent)})`
  return columns([
    ['theme', 'tagged', 'found', 'precision', 'recall', 'F1', 'share error', 'calibrated'],
    ...themes.map((each) => [
      oneLine(each.theme),
      counted(each.tagged),
      counted(each.found),
      number(each.precision, 1),
      number(each.recall, 1),
      number(each.f1, 1),
      signedNumber(each.shareError, 2),
      percent(calibrated.get(each.theme) ?? null),
    ]),
  ])
}

function calibrationLines(calibration: CalibrationTrial | null): string[] {
  if (!calibration)
    return ['too few lines to try out a calibration: it needs more than the sample (--sample 200)']
  const { sample, draws, error } = calibration
  return [
    `calibrated with ${sample} tagged comments, mean of ${draws} draws: share error ${number(error.calibrated, 2)} points (counting those ${sample} by hand alone: ${number(error.byHand, 2)})`,
  ]
}

function polarityLines({ polarity: { withScore, byWords } }: Audit): string[] {
  if (byWords.of === 0) return []
  const right = ({ count: right, of, percent: part }: Share) =>
    of === 0 ? 'no scores' : `${percent(part)} (${count(right)} of ${count(of)})`
  return [`polarity right: with the score ${right(withScore)}, by words alone ${right(byWords)}`]
}

function unmatchedLines({ absent, untagged }: Audit): string[] {
  const named = absent.map(({ theme, tagged }) => `${oneLine(theme)} (${count(tagged)})`)
  return [
    ...(named.length > 0 ? [`tagged, but not in the codebook, and left out above: ${named.join(', ')}`] : []),
    ...(untagged.length > 0
      ? [`in the codebook, but never tagged, and left out above: ${untagged.map(oneLine).join(', ')}`]
      : []),
  ]
}

function ruleLines({ rules }: Audit): string[] {
  const wrong = rules.filter(({ alone, rightAlone }) => alone > 2 * rightAlone).slice(0, maxRules)
  if (wrong.length === 0) return []
  const rows = wrong.map(({ theme, rule, found, right, alone, rightAlone }) => [
    `  ${oneLine(rule)}`,
    oneLine(theme),
    `${count(right)} of ${count(found)}`,
    `right; of the ${count(alone)} it finds alone, ${count(rightAlone)}`,
  ])
  return ['rules to look at, which alone find more wrong than right:', ...columns(rows)]
}
