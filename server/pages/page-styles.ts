/** The CSS of every page: system fonts, one accent, light or dark by the reader's setting. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1b1d22; --soft: #5a6070; --line: #d9dce3; --paper: #fff; --ground: #f5f6f8; --accent: #3b45d6; --on-accent: #fff; --code: #eef0f4 }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --soft: #a6adbb; --line: #363b46; --paper: #1b1e25; --ground: #121419; --accent: #98a0ff; --on-accent: #12141c; --code: #262a33 } }
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
legend h1 { font: inherit; margin: 0 }
legend { padding: 0; font-size: 1.25rem; font-weight: 600; line-height: 1.3; margin-bottom: 1rem; text-wrap: balance }
.points { display: grid; grid-template-columns: repeat(auto-fit, minmax(2.25rem, 1fr)); gap: .375rem }
.points label { position: relative; display: block }
.points input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.points span { display: grid; place-items: center; min-height: 44px; border: 1px solid var(--soft); border-radius: 8px; font-variant-numeric: tabular-nums }
.points input:hover + span { border-color: var(--accent) }
.points input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600 }
.points input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px }
@media (forced-colors: active) { .points input:checked + span { background: Highlight; color: HighlightText; forced-color-adjust: none } }
.ends { display: flex; justify-content: space-between; gap: 1rem; font-size: .875rem; color: var(--soft); margin: .5rem 0 1.5rem }
.field { display: block; margin-bottom: 1rem }
.field span { display: block; font-weight: 600; margin-bottom: .375rem }
table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem }
th, td { text-align: start; font-weight: 400; padding: .625rem .5rem; border-bottom: 1px solid var(--line) }
thead th { color: var(--soft); font-size: .875rem }
tbody th { font-weight: 600; overflow-wrap: anywhere }
.number { text-align: end; font-variant-numeric: tabular-nums }
textarea, input[type=text], input[type=password] { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; padding: .625rem .75rem }
a.button { display: inline-block; text-decoration: none }
.ticks { margin-bottom: 1rem }
.ticks legend { font-size: 1rem; margin-bottom: .25rem }
.tick { display: flex; gap: .5rem; align-items: center; min-height: 36px }
.tick input { flex: none; width: 1.25rem; height: 1.25rem; accent-color: var(--accent) }
.tick + button { margin-top: 1rem }
textarea { min-height: 6rem; resize: vertical }
.error { border-inline-start: 4px solid #c02b2b; padding-inline-start: .75rem }
`
