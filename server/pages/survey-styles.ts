import { edgeOf } from '../../shared/contrast.ts'
import type { Instrument } from '../../shared/instrument.ts'
import { accentOf, surfaces } from '../../shared/look.ts'
import type { Look } from '../../shared/survey.ts'

const error = { light: '#b3261e', dark: '#ff8a80' } as const

/** The colours, corners and font of a survey's pages. Light or dark by the reader's setting unless the look says. */
function lookStyle(look: Look): string {
  const { scheme = 'auto', radius = 14 } = look
  const coloursIn = (name: 'light' | 'dark') => {
    const { accent, onAccent } = accentOf(look, name)
    const { ink, soft, line, field, paper, fill } = surfaces[name]
    const edge = edgeOf(accent, paper, ink)
    return `--ink: ${ink}; --soft: ${soft}; --line: ${line}; --field: ${field}; --paper: ${paper}; --fill: ${fill}; --error: ${error[name]}; --accent: ${accent}; --on-accent: ${onAccent}; --edge: ${edge}`
  }
  const night =
    scheme === 'auto' ? `\n@media (prefers-color-scheme: dark) { :root { ${coloursIn('dark')} } }` : ''
  return `:root { color-scheme: ${scheme === 'auto' ? 'light dark' : scheme}; ${coloursIn(scheme === 'dark' ? 'dark' : 'light')}; --radius: ${Math.min(radius, 8)}px }${night}`
}

const systemFonts = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

const layout = `
* { box-sizing: border-box }
body { margin: 0; color: var(--ink); font: 1rem/1.5 ${systemFonts}; overflow-wrap: anywhere; background: var(--paper); min-height: 100dvh; display: flex; flex-direction: column; line-break: strict }
:lang(ja) { word-break: auto-phrase }
main { width: 100%; max-width: 36rem; margin: auto; padding: 2rem max(.75rem, min(1rem, 3.75vw)) }
footer { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: center; padding: 1rem; text-align: center; font-size: .8125rem; color: var(--soft) }
.from { font-weight: 600; margin: 0 0 2rem }
.from img { display: block; height: 2rem; max-width: 60%; object-fit: contain }
h1 { font-size: 1.5rem; font-weight: 650; line-height: 1.35; letter-spacing: -.01em; margin: 0 0 1.375rem; text-wrap: pretty }
p { margin: 0 0 1rem }
a { color: var(--edge) }
.soft { color: var(--soft) }
:focus-visible { outline: 2px solid var(--edge); outline-offset: 2px }
button, .button { display: inline-block; min-height: 44px; padding: .5rem 1.25rem; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
button:hover, .button:hover { box-shadow: 0 0 0 1px var(--edge) }
button.quiet { border-color: var(--field); background: none; color: inherit; font-weight: 500 }
.done { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1rem; align-items: start }
.done > :not(svg) { grid-column: 2 }
.done svg { width: 2rem; height: 2rem; padding: .4375rem; border-radius: 50%; background: color-mix(in srgb, var(--accent) 14%, var(--paper)); color: var(--edge); stroke-width: 2 }
.done h1 { margin-bottom: 1rem }
svg { fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
@media (prefers-contrast: more) { :root { --field: var(--ink); --edge: var(--ink); --fill: var(--paper); --soft: var(--ink) } }`

const form = `
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
legend { padding: 0; width: 100% }
.scale { container-type: inline-size }
.frame { display: grid; grid-template: 'points points' 'low high' / 1fr 1fr; gap: .5rem 1rem }
.points { grid-area: points; display: flex; gap: clamp(3px, 1cqi, 5px) }
.points label { position: relative; display: block; flex: 1 1 0; min-width: 0 }
.points input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.points span { display: grid; place-items: center; min-height: 52px; padding: .25rem 0; border: 1px solid var(--field); border-radius: var(--radius); background: var(--fill); font-weight: 500; font-variant-numeric: tabular-nums }
.points input:checked + span { background: var(--accent); border: 2px solid var(--edge); color: var(--on-accent); font-weight: 650 }
.points input:focus-visible + span { outline: 2px solid var(--edge); outline-offset: 2px }
@media (hover: hover) { .points input:hover:not(:checked) + span { border-color: var(--edge); background: color-mix(in srgb, var(--accent) 12%, var(--fill)) } }
.points svg { width: 36px; height: 36px }
.pair span { grid-auto-flow: column; justify-content: center; gap: .5rem; padding: .25rem .75rem }
.pair svg { width: 1.5rem; height: 1.5rem }
.turned { rotate: 180deg }
.points:is(.stars, .smileys):not(.pair) input + span { border-color: transparent; background: none; color: var(--soft) }
.points:is(.stars, .smileys):not(.pair) input:is(:checked, :hover) + span { color: var(--edge) }
.smileys:not(.pair) input:checked + span path { fill: var(--edge); stroke: var(--paper) }
@media (hover: hover) { .stars label:is(:hover, :has(~ label:hover)) path { fill: var(--edge); stroke: var(--edge) } }
.stars label:has(input:checked) path, .stars label:has(~ label input:checked) path { fill: var(--edge); stroke: var(--edge) }
@supports not selector(:has(*)) { .stars input:checked + span path { fill: var(--edge) } }
.ends { display: contents; font-size: .8125rem; color: var(--soft) }
.ends :first-child { grid-area: low }
.ends :last-child { grid-area: high; text-align: end }
.chosen { min-height: 1.5rem; margin: .5rem 0 .75rem; font-size: .875rem; font-weight: 500 }
.ask { display: block; font-size: 1.0625rem; font-weight: 500; margin: 0 0 .5rem }
.ticks { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .625rem }
.tick { position: relative; display: flex; gap: .5rem; align-items: center; min-height: 2.25rem; font-size: .875rem; cursor: pointer }
.tick input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent) }
.ticks p { flex: 1 0 100%; margin: 0; font-size: .8125rem; color: var(--soft) }
.ticks input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: inherit }
.ticks span { display: grid; align-items: center; min-height: 2.25rem; padding: .1875rem 1rem; border: 1px solid var(--field); border-radius: 1.125rem }
.ticks input:hover + span { border-color: var(--edge) }
.ticks input:checked + span { border-color: var(--edge); background: color-mix(in srgb, var(--accent) 12%, var(--paper)); box-shadow: inset 0 0 0 1px var(--edge) }
.ticks input:checked + span::before { content: '✓' / ''; position: absolute; inset-inline-start: .3125rem; font-size: .9em }
.ticks input:focus-visible + span { outline: 2px solid var(--edge); outline-offset: 2px }
textarea { display: block; width: 100%; min-height: 4.75rem; padding: .625rem .75rem; border: 1px solid var(--field); border-radius: var(--radius); background: transparent; color: inherit; font: inherit; resize: vertical }
textarea:focus-visible { outline-width: 2px; outline-offset: -1px }
.last { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; justify-content: space-between; margin: .75rem 0 2rem }
.last .tick { color: var(--soft) }
.last button { margin-inline-start: auto }
.error { border-inline-start: 4px solid; padding-inline-start: .75rem; color: var(--error); font-weight: 500 }
.erase { border-top: 1px solid var(--line); padding-top: 1rem }
@media (max-width: 30rem) { .last:has(:only-child) button { width: 100% } }
@media (forced-colors: active) {
  .points input:checked + span { background: Highlight; color: HighlightText; border-color: Highlight; forced-color-adjust: none }
  .smileys input:checked + span path { fill: Highlight; stroke: HighlightText; forced-color-adjust: none }
  .stars label:has(input:checked) path, .stars label:has(~ label input:checked) path { fill: Highlight; stroke: Highlight; forced-color-adjust: none }
}`

/** A cell is at least 24 px wide at the usual size of text, and grows with it; so does what one row needs. */
const leastCell = 1.5
const gap = 0.1875

/** Where the points do not fit one row: two, the low end above its point, the high end under its own. */
function twoRows({ display, points }: Instrument): string {
  const count = points.length
  if (count === 2) return `\n@container (width < 12rem) { .points { flex-direction: column } }`
  const perRow = Math.ceil(count / 2)
  const width = count * leastCell + (count - 1) * gap
  const drawn = display === 'numbers' ? '' : `\n.points, .frame { max-width: ${count * 5}rem }`
  return `${drawn}
@container (width < ${width}rem) {
  .frame { grid-template: 'low' 'points' 'high' / minmax(0, 1fr) }
  .points { display: grid; grid-template-columns: repeat(${perRow}, minmax(0, 1fr)); row-gap: 5px }
  .ends :last-child { padding-inline-end: ${count % 2 ? `calc(100% / ${perRow})` : '0'} }
}`
}

/** The CSS of a survey's pages in its look; with an instrument, also of the form. */
export function surveyStyle(look: Look = {}, instrument?: Instrument): string {
  // On a line of its own: a quote that is not closed ends with it.
  const font = look.font ? `\nbody { font-family: ${look.font}, ${systemFonts}\n}` : ''
  return lookStyle(look) + layout + font + (instrument ? form + twoRows(instrument) : '')
}
