import { brand } from '../../../shared/look.ts'

/** The CSS of the report: one accent for what is measured, three colours for the bands, which also differ in lightness. */
export const reportStyle = `
:root { --positive: #0b5a53; --neutral: #8d94a2; --negative: #c2410c; --band: #e3e5fb; --edge: #7a81e4; --bars: #7d8598; --track: #eceef2 }
@media (prefers-color-scheme: dark) { :root { --positive: #6fe0d1; --neutral: #7d8494; --negative: #f58a4b; --band: #2b2f55; --edge: #6c74d8; --bars: #7f889b; --track: #2a2f39 } }
.report { max-width: 66rem; padding-top: 2rem }
.report h1 { font-size: clamp(1.5rem, 4vw, 2.125rem); margin: 0 0 .5rem; overflow-wrap: anywhere }
.report h2 { margin: 0 0 1rem }
.report h3 { font-size: 1rem; margin: 1.75rem 0 .5rem }
.report header > .soft:first-child { margin: 0 0 1rem }
.report .card { padding: clamp(1rem, 3vw, 1.75rem) }
.about { display: flex; flex-wrap: wrap; gap: .125rem 1rem; font-size: .9375rem; margin: 0 0 .5rem; overflow-wrap: anywhere }
.about > * { min-width: 0 }
.period { margin: 0 0 1.25rem; overflow-wrap: anywhere }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.controls { margin: 0 0 1.25rem }
.choices { display: flex; flex-wrap: wrap; gap: .375rem; list-style: none; margin: 0 0 .875rem; padding: 0 }
.choices a { display: block; padding: .375rem .875rem; border: 1px solid var(--line); border-radius: 99px; background: var(--paper); color: inherit; text-decoration: none; font-size: .9375rem }
.choices a:hover { border-color: var(--accent) }
.choices [aria-current] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600 }
.fields { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end }
.fields .field { margin: 0; flex: 1 1 9.5rem; min-width: 0 }
.fields .field span { font-size: .875rem; font-weight: 500; color: var(--soft); margin-bottom: .25rem }
.fields select, .fields input { width: 100%; min-height: 44px; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; padding: .5rem .625rem }
summary { cursor: pointer; color: var(--accent); padding: .5rem 0; width: fit-content }
.more .field { flex-basis: 13rem }
.more[open] { margin-bottom: .5rem }
.headline { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1rem clamp(1.5rem, 5vw, 3.5rem); align-items: center }
.figures { display: flex; flex-direction: column; gap: .75rem }
.figure { margin: 0 }
.figure .name { display: block; color: var(--soft); font-size: .9375rem }
.figure .value { display: block; font-size: 1.75rem; font-weight: 600; line-height: 1.15; font-variant-numeric: tabular-nums; letter-spacing: -.01em }
.sign { font-size: .5em; letter-spacing: 0; margin-inline-start: .08em }
.figure.leading .value { font-size: clamp(4rem, 11vw, 6.5rem); font-weight: 700; line-height: 1; letter-spacing: -.04em }
.figure.leading.wide .value { font-size: clamp(3.25rem, 8vw, 5rem) }
.sentence { font-size: 1.25rem; line-height: 1.4; margin: 0 0 .75rem; text-wrap: balance }
.whole { display: grid; grid-template-columns: auto 1fr auto; gap: .75rem; align-items: center; color: var(--soft); font-size: .875rem; font-variant-numeric: tabular-nums; margin: 0 0 .75rem; max-width: 34rem }
.change { margin: 0; max-width: 44rem }
.verdict.real { color: var(--accent) }
.flag { color: var(--ink); font-size: .9375rem }
td .flag, th .flag { display: inline-block; font-size: .8125rem; font-weight: 400; border: 1px solid var(--soft); border-radius: 99px; padding: 0 .5rem; white-space: nowrap }
p.flag { border-inline-start: 4px solid var(--soft); padding-inline-start: .75rem; margin: 0 0 .75rem }
.chart { display: block; overflow: visible }
.chart text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums }
.plot { padding: 0 0 2rem 2.75rem; margin: 0 .25rem 0 0 }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; margin: -.5rem 0 1rem }
.grid, .axis { stroke: var(--line) }
.zero { stroke: var(--soft); stroke-dasharray: 2 3 }
.band { fill: var(--band) }
.edge { fill: none; stroke: var(--edge); stroke-width: 1 }
.score { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }
.stretched path { vector-effect: non-scaling-stroke }
.dot { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5 }
.answers { fill: var(--bars) }
.touch { fill: transparent }
.touch:hover { fill: var(--ink); fill-opacity: .06 }
.swatch { vertical-align: -1px; margin-inline-end: .25rem }
.positive { fill: var(--positive) }
.neutral { fill: var(--neutral) }
.negative { fill: var(--negative) }
.accent { fill: var(--accent) }
.track { fill: var(--track) }
.bands rect { stroke: var(--paper); stroke-width: 2 }
.reach { stroke: var(--accent); stroke-width: 3; stroke-linecap: round }
.reference { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3 }
.numbers { font-size: .9375rem; font-variant-numeric: tabular-nums }
.numbers th, .numbers td { padding: .5rem .5rem; overflow-wrap: anywhere; vertical-align: middle }
.numbers th:first-child, .numbers td:first-child { padding-inline-start: 0 }
.numbers th:last-child, .numbers td:last-child { padding-inline-end: 0 }
.numbers .number { white-space: nowrap }
.compact th, .compact td { padding-block: .3125rem; border: 0 }
.compact { margin: .75rem 0 0 }
.compact tbody th { font-weight: 500 }
.drawn { width: 50% }
.steps th { white-space: nowrap; overflow-wrap: normal; padding-inline-end: .75rem }
.steps .drawn { width: 100% }
.steps + p { margin: .75rem 0 0 }
.points-table .drawn { width: 100% }
.points-table th { min-width: 1.75rem }
.between { display: block; font-size: .8125rem }
.surveys { font-size: 1rem }
.surveys tbody th { min-width: 7rem }
.surveys.numbers td, .surveys.numbers .number { overflow-wrap: normal; white-space: normal }
.segments { margin-top: 1.5rem }
.segments caption { text-align: start; font-weight: 600; padding: 0 0 .25rem; overflow-wrap: anywhere }
.segments { table-layout: fixed }
.segments .value { width: 22% }
.segments .size { width: 12% }
.segments .size + .number { width: 15% }
.segments .drawn { width: 27%; padding-inline: 1rem }
.segments [aria-current] bdi { background: var(--band) }
.ends-of-axis { display: flex; justify-content: space-between }
.real { font-weight: 600 }
.themes { margin: 1rem 0 0; table-layout: fixed }
.themes .value { width: 19% }
.themes .size { width: 12% }
.themes .share { width: 28%; padding-inline: 1rem }
.themes .effect { width: 25% }
.themes tbody:first-of-type { border-top: 0 }
.themes tbody tr:first-child > * { border-bottom: 0; vertical-align: top; padding-top: .875rem }
.themes tbody.few th, .themes tbody.few td { color: var(--soft); border-bottom: 1px solid var(--line); padding-block: .5rem }
.themes .child { padding-inline-start: 1rem }
.themes .more td { padding: 0 0 .75rem; border-bottom: 1px solid var(--line) }
.themes [aria-current] bdi { background: var(--band) }
.themes .effect .real { font-weight: 600 }
.figures-below { display: flex; flex-wrap: wrap; gap: 0 .5rem; font-size: .8125rem; margin-top: .125rem }
.accent-bar { fill: var(--edge) }
.reach.over { stroke: var(--ink); stroke-width: 1.5 }
.sparkline .score { stroke-width: 1.5 }
.said { display: inline; margin: 0; font-size: .875rem }
.more details { margin: 0 }
.more summary { padding: .25rem 0; font-size: .875rem }
.plain.quotes { border-inline-start: 2px solid var(--line); padding-inline-start: .875rem }
.quotes blockquote { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 65ch }
.quotes li { padding: .375rem 0 }
.quotes .soft { font-size: .8125rem }
mark { background: var(--band); color: inherit; border-radius: 2px; padding: 0 .1em }
.spoken-of { display: flex; flex-wrap: wrap; gap: .25rem; margin: 0 0 .375rem }
.spoken-of bdi { font-size: .8125rem; border: 1px solid var(--line); border-radius: 99px; padding: 0 .5rem; overflow-wrap: anywhere }
.warnings { margin: 0 0 .75rem }
.warnings .flag { border-inline-start: 4px solid var(--soft); padding-inline-start: .75rem; margin-bottom: .375rem }
.pairs { font-size: .9375rem }
.themes + p { margin: .75rem 0 0 }
.beside { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; align-items: start }
.plain { list-style: none; margin: 0; padding: 0 }
.plain > li { padding: .25rem 0 }
.plain > .comment { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 1rem; padding: 1rem 0; border-top: 1px solid var(--line) }
.rating { margin: 0; border-inline-start: 4px solid; padding-inline-start: .75rem; height: fit-content }
.rating.positive { border-color: var(--positive) }
.rating.neutral { border-color: var(--neutral) }
.rating.negative { border-color: var(--negative) }
.rating .value { display: block; font-size: 1.375rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums }
.rating .name { font-size: .875rem; color: var(--soft) }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .375rem; max-width: 65ch }
.comment .about { font-size: .875rem; margin: 0 }
.pager { display: flex; gap: 1.5rem; margin: 1rem 0 0 }
@media screen and (max-width: 48rem) {
  .headline, .beside { grid-template-columns: minmax(0, 1fr) }
  .beside { gap: 0 }
  .minor, .drawn-only { display: none }
  .trend .dot:not(.alone) { r: 2px; stroke: none }
  .segments .drawn { display: none }
  .segments .between { white-space: normal }
  .segments .value { width: 22% }
  .segments .size { width: 17% }
  .segments .size + .number { width: 23% }
  .numbers { font-size: .875rem }
  .segments { font-size: .8125rem }
  .segments thead th { font-size: .75rem }
}
@media screen and (max-width: 48rem) {
  .themes, .themes tbody { display: block }
  .themes thead { display: none }
  .themes tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem .75rem }
  .themes tbody tr:first-child > *, .themes .more td { padding: .25rem 0; width: auto; border: 0 }
  .themes tbody { border-bottom: 1px solid var(--line); padding: .5rem 0 }
  .themes tbody.few th, .themes tbody.few td { border: 0 }
  .themes td.share, .themes td.effect, .themes .more td { grid-column: 1 / -1 }
  .themes td.effect:not(:empty)::before { content: 'Effect: '; color: var(--soft) }
  .themes td.spark, .themes td:empty { display: none }
}
@media screen and (max-width: 30rem) {
  .plain > .comment { grid-template-columns: minmax(0, 1fr); gap: .5rem }
  .rating { display: flex; align-items: baseline; gap: .5rem }
}
@media (forced-colors: active) { .chart, .swatch { forced-color-adjust: none } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #ccc; --paper: #fff; --ground: #fff; --accent: ${brand.light.accent}; --positive: #0b5a53; --neutral: #8d94a2; --negative: #c2410c; --band: #e3e5fb; --edge: #7a81e4; --bars: #7d8598; --track: #eceef2 }
  body { font-size: 11pt }
  .report { padding: 0; max-width: none }
  .report .card { padding: 0; border: 0; border-radius: 0; margin: 0 0 1.5rem; break-inside: avoid }
  .report .comments { break-inside: auto }
  .comment, .segments tr { break-inside: avoid }
  .controls, .pager, nav, summary, details, .report header > .soft:first-child { display: none }
  a { color: inherit; text-decoration: none }
  .chart, .swatch, .rating { print-color-adjust: exact }
}
`
