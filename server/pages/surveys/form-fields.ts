import { html } from 'hono/html'
import type { FieldError } from '../../http/problem.ts'
import type { Html } from '../layout.ts'
import { reasonOn, reasonText } from '../reason.ts'

/** The values and errors of a form that is shown, again after it was refused. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** The error of a field: its own, or of a part of it, like `choices.3` of `choices`. */
export function errorOf(state: FormState, name: string): FieldError | undefined {
  return state.errors.find(({ field }) => field === name || field.startsWith(`${name}.`))
}

const idOf = (name: string) => `field-${name}`

/** The attributes that tie a field to its hint and its error; the first wrong field takes the focus. */
function tiedTo(state: FormState, name: string, hint: string | undefined): Html {
  const error = errorOf(state, name)
  const ids = [...(error ? [`${idOf(name)}-wrong`] : []), ...(hint ? [`${idOf(name)}-hint`] : [])]
  const isFirst = error !== undefined && error === state.errors[0]
  return html`id="${idOf(name)}" name="${name}"${ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : ''}${error ? html` aria-invalid="true"` : ''}${isFirst ? html` autofocus` : ''}`
}

function around(state: FormState, name: string, label: string, hint: string | undefined, field: Html): Html {
  const error = errorOf(state, name)
  return html`<div class="field"><label class="label" for="${idOf(name)}">${label}</label>${field}${error ? html`<p class="wrong" id="${idOf(name)}-wrong">${reasonOn(reasonText(error.detail))}</p>` : ''}${hint ? html`<small class="hint" id="${idOf(name)}-hint">${hint}</small>` : ''}</div>`
}

interface TextField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'number' | 'date' | 'datetime-local' | 'url' | 'search'
  /** More attributes of the input. */
  readonly more?: Html
}

/** A labelled field of one line, with its hint and its error. Of several lines where the value has them, which an input would join. */
export function textField(state: FormState, field: TextField): Html {
  const { name, label, hint, type = 'text', more } = field
  if (type === 'text' && /[\r\n]/.test(state.values[name] ?? '')) return areaField(state, field)
  return around(
    state,
    name,
    label,
    hint,
    html`<input class="input" type="${type}" ${tiedTo(state, name, hint)} value="${state.values[name] ?? ''}" dir="auto" ${more ?? ''}>`,
  )
}

/** A labelled field of several lines. */
export function areaField(state: FormState, { name, label, hint }: TextField, rows = 2): Html {
  return around(
    state,
    name,
    label,
    hint,
    html`<textarea rows="${rows}" dir="auto" ${tiedTo(state, name, hint)}>${`\n${state.values[name] ?? ''}`}</textarea>`,
  )
}

export type Option = readonly [value: string, label: string]

/** A labelled list to choose from. */
export function selectField(
  state: FormState,
  { name, label, hint }: TextField,
  options: readonly Option[],
): Html {
  const chosen = state.values[name] ?? ''
  return around(
    state,
    name,
    label,
    hint,
    html`<select ${tiedTo(state, name, hint)}>${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`)}</select>`,
  )
}

/** A box to tick. */
export function tickField(state: FormState, { name, label, hint }: TextField): Html {
  return html`<label class="tick"><input type="checkbox" name="${name}" value="yes"${state.values[name] === 'yes' ? html` checked` : ''}><span>${label}${hint ? html`<small class="hint">${hint}</small>` : ''}</span></label>`
}

/** What is wrong with a form, above it; errors of fields that it does not show are said in full. */
export function errorSummary(state: FormState, title: string, shown: readonly string[]): Html | '' {
  if (state.errors.length === 0) return ''
  const others = state.errors.filter(
    ({ field }) => !shown.some((name) => field === name || field.startsWith(`${name}.`)),
  )
  // Else the first wrong field has the focus.
  const takesFocus = others[0] === state.errors[0] ? html` tabindex="-1" autofocus` : ''
  return html`<div class="note bad" role="alert"${takesFocus}><div class="stack-s"><strong>${title}</strong>${others.map(({ field, detail }) => html`<p dir="auto"><bdi>${field}</bdi> ${reasonOn(reasonText(detail))}</p>`)}</div></div>`
}
