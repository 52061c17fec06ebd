import { brand } from '../../shared/look.ts'

/** The CSS of every page: system fonts, one accent, light or dark by the reader's setting. */
export const pageStyles = `
:root { color-scheme: light dark; --ink: #1b1d22; --soft: #5a6070; --line: #d9dce3; --paper: #fff; --ground: #f5f6f8; --accent: ${brand.light.accent}; --on-accent: ${brand.light.onAccent}; --code: #eef0f4 }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #eceef2; --soft: #a6adbb; --line: #363b46; --paper: #1b1e25; --ground: #121419; --accent: ${brand.dark.accent}; --on-accent: ${brand.dark.onAccent}; --code: #262a33 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 3rem min(1.25rem, 4vw) 6rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance }
h2 { font-size: 1.125rem; margin: 2.25rem 0 .5rem }
p { margin: 0 0 1rem }
h1, h2, legend, p, label, .ends { overflow-wrap: anywhere }
a { color: var(--accent) }
.soft { color: var(--soft) }
pre { background: var(--code); border-radius: 8px; padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; margin: 0 0 1rem }
code { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace }
button, .button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); cursor: pointer }
button.quiet { background: none; color: inherit; border: 1px solid var(--soft) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 16px; padding: min(1.5rem, 5vw); margin: 0 0 1rem }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
.field { display: block; margin-bottom: 1rem }
.field span { display: block; font-weight: 600; margin-bottom: .375rem }
table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem }
th, td { text-align: start; font-weight: 400; padding: .625rem .5rem; border-bottom: 1px solid var(--line) }
thead th { color: var(--soft); font-size: .875rem }
tbody th { font-weight: 600; overflow-wrap: anywhere }
.number { text-align: end; font-variant-numeric: tabular-nums }
textarea, input[type=text], input[type=password] { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; padding: .625rem .75rem }
a.button { display: inline-block; text-decoration: none }
textarea { min-height: 6rem; resize: vertical }
.error { border-inline-start: 4px solid #c02b2b; padding-inline-start: .75rem }
@media (prefers-contrast: more) {
  :root { --soft: var(--ink); --line: var(--ink) }
  a { text-decoration-thickness: 2px }
  :focus-visible { outline-width: 4px }
}
`
