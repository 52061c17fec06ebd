import type { NamedScale } from '../../shared/themes/bands.ts'
import type { Discovery, Suggestion } from '../../shared/themes/discovery.ts'
import type { ThemeReport, ThemeSummary } from '../../shared/themes/theme-report.ts'
import type { Warning } from '../../shared/themes/warnings.ts'
import { columns, count, number, oneLine, percent, signedNumber } from './terminal.ts'

/** The most pairs of themes to list. */
const maxPairs = 5

/** The theme report as text for a terminal. */
export function themeTable(report: ThemeReport, { name, reading }: NamedScale): string {
  const { n, coverage } = report
  const blocks = [
    [
      `${count(n)} comments, ${reading.metric.toUpperCase()} on ${name}; ${count(coverage.count)} (${percent(coverage.percent)}) have a theme`,
    ],
    columns([
      [
        'theme',
        'n',
        'share',
        '95 %',
        '+',
        '−',
        'score',
        'with − without',
        '95 %',
        'all − without',
        '95 %',
        '',
      ],
      ...report.themes.map(themeRow),
    ]),
    togetherLines(report),
    report.warnings.map((warning) => `! ${warningText(warning)}`),
    ['Effects compare people who mention a theme with those who do not: an association, not a cause.'],
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function themeRow({ theme, n, share, polarity, score, delta, impact }: ThemeSummary): string[] {
  const range = (given: { low: number; high: number } | null | undefined) =>
    given ? `${number(given.low, 1)} … ${number(given.high, 1)}` : '–'
  return [
    oneLine(theme),
    count(n),
    share ? percent(share.percent) : 'too few',
    range(share?.interval),
    count(polarity.positive),
    count(polarity.negative),
    number(score, 1),
    signedNumber(delta?.difference ?? null, 1),
    range(delta?.interval),
    signedNumber(impact?.value ?? null, 1),
    range(impact?.interval),
    delta?.verdict ?? '',
  ]
}

function togetherLines({ together }: ThemeReport): string[] {
  const most = together.slice(0, maxPairs)
  return most.length === 0
    ? []
    : [
        `together: ${most.map(({ themes, n }) => `${themes.map(oneLine).join(' and ')} ${count(n)}`).join(', ')}`,
      ]
}

function warningText(warning: Warning): string {
  if (warning.code === 'themes_overlap') {
    const [a, b] = warning.themes.map(oneLine)
    return `${a} and ${b} are mostly found together (${percent(warning.percent)} of the rarer): they may be one theme`
  }
  if (warning.code === 'rule_fires_often')
    return `the rule «${oneLine(warning.rule)}» of ${oneLine(warning.theme)} matches ${percent(warning.percent)} of the comments: it may be too common a word`
  return `only ${percent(warning.percent)} of the comments have a theme: see sayso themes suggest`
}

/** The suggested words and phrases as lists for a terminal. */
export function discoveryTable({ n, words, phrases, unmatched, contrast }: Discovery): string {
  const sides = (['positive', 'negative'] as const).map((band) => contrast.filter(({ of }) => of === band))
  const blocks = [
    [`${count(n)} comments`],
    list('words', words),
    list('phrases', phrases),
    list('in comments without a theme', unmatched, 'unmatched'),
    list('more common with high scores', sides[0]!, 'positive'),
    list('more common with low scores', sides[1]!, 'negative'),
  ]
  return blocks.map((lines) => lines.join('\n')).join('\n\n')
}

function list(
  title: string,
  terms: readonly Suggestion[],
  of: 'n' | 'unmatched' | 'positive' | 'negative' = 'n',
): string[] {
  const rows = terms.map((term) => [
    `  ${oneLine(term.text)}`,
    of === 'n' ? count(term.n) : `${count(term[of])} of ${count(term.n)}`,
    term.themes.map(oneLine).join(', '),
  ])
  return [title, ...(rows.length > 0 ? columns(rows) : ['  none'])]
}
