/** A page made to hurt a guest: what is peculiar about it, the rest being an ordinary page. */
export interface HostPage {
  /** `<!doctype html>` unless it is said otherwise. */
  readonly doctype?: string
  /** Stands before everything the page is made of. */
  readonly head?: string
  readonly body?: string
  readonly headers?: Record<string, string>
}

/** One of everything pages are made of, to see whether any of it changes. */
const furniture = `<header><h1>Dashboard</h1><nav><a href="#top">Top</a></nav></header>
<main><p>Some <b>words</b> and <code>code</code>.</p><ul><li>One</li><li>Two</li></ul>
<form><label>Name <input name="name"></label><select><option>One</option></select><textarea></textarea>
<input type="radio"><input type="checkbox"><fieldset><legend>Legend</legend></fieldset>
<button type="button" id="before">Save</button></form>
<table><tr><th>Head</th><td>Cell</td></tr></table><details><summary>More</summary>Text</details>
<svg width="20" height="20"><path d="M0 0h20v20z"/></svg><x-thing class="card point question">Thing</x-thing>
<dialog>Closed</dialog><section class="card popover">A card of the page</section></main><footer>Footer</footer>`

/** The whole document, with the survey's tag at its end. */
export function documentOf(
  { doctype = '<!doctype html>', head = '', body = '' }: HostPage,
  tag = '',
): string {
  return `${doctype}<html lang="en"><head><title>A difficult page</title>${head}</head><body>${furniture}${body}${tag}</body></html>`
}
