/** The CSS of the page of rules, in addition to that of the report. */
export const codebookStyle = `
.theme-fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .5rem 1.5rem }
.theme-fields fieldset { border-top: 1px solid var(--line); padding-top: .75rem }
.theme-fields .field { margin-bottom: .5rem }
.theme-fields .field span { font-size: .875rem; font-weight: 500; color: var(--soft) }
.theme-fields textarea { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: .875rem }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem }
button.quiet { background: none; color: var(--accent); border: 1px solid var(--accent) }
button.word { background: var(--paper); color: inherit; border: 1px solid var(--soft); border-radius: 99px; font-weight: 400; padding: .25rem .875rem; overflow-wrap: anywhere }
button.word:hover { border-color: var(--accent) }
.codebook select { min-height: 44px; max-width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; padding: .5rem .625rem }
.codebook code { overflow-wrap: anywhere }
progress { width: 100%; accent-color: var(--accent) }
`
