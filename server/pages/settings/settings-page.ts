import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { workspaceChange } from '../../contract/workspace.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { changeSettings } from '../../workspaces/settings-routes.ts'
import { notice } from '../console/notice.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import {
  areaField,
  errorSummary,
  type FormState,
  type Option,
  selectField,
  textField,
} from '../surveys/form-fields.ts'
import { settingsTexts as texts } from '../texts/settings-texts.ts'
import { settingsAround } from './settings-head.ts'

type Values = Readonly<Record<string, string>>

const fieldNames = [
  ...['name', 'timezone', 'quietDays', 'allowedOrigins', 'commentsKeptDays', 'answersKeptDays'],
  'accountProperty',
]

/** `GET /console/settings`. */
export function showSettings(c: Ctx, workspace: Workspace): Promise<Response> {
  const isSaved = c.req.query('saved') === 'yes'
  return show(c, workspace, { values: valuesOf(workspace), errors: [] }, isSaved)
}

/** `POST /console/settings`: saves them by the same checks as the API. */
export async function takeSettings(c: Ctx, workspace: Workspace): Promise<Response> {
  const values = Object.fromEntries(await readForm(c))
  try {
    await changeSettings(c, workspace, check(workspaceChange, changeOf(values, valuesOf(workspace))))
    return c.redirect(`${pathTo(c, '/console/settings')}?saved=yes`, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, { values, errors: error.errors }, false)
  }
}

function valuesOf(workspace: Workspace): Values {
  const { name, timezone, quietDays, allowedOrigins, commentsKeptDays, answersKeptDays } = workspace
  const { accountProperty } = workspace
  return {
    ...{ name, timezone, quietDays: String(quietDays), allowedOrigins: allowedOrigins.join('\n') },
    commentsKeptDays: commentsKeptDays === null ? '' : String(commentsKeptDays),
    answersKeptDays: answersKeptDays === null ? '' : String(answersKeptDays),
    accountProperty: accountProperty ?? '',
  }
}

/** The settings that differ from the form as it was shown. */
function changeOf(values: Values, before: Values): unknown {
  const read: Readonly<Record<string, (value: string) => unknown>> = {
    quietDays: Number,
    allowedOrigins: (value) =>
      value
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    commentsKeptDays: daysOrNull,
    answersKeptDays: daysOrNull,
    accountProperty: (value) => value.trim() || null,
  }
  const changed = fieldNames.filter((name) => values[name] !== undefined && values[name] !== before[name])
  return Object.fromEntries(changed.map((name) => [name, (read[name] ?? String)(values[name]!)]))
}

const daysOrNull = (value: string) => (value.trim() === '' ? null : Number(value))

async function show(c: Ctx, workspace: Workspace, state: FormState, isSaved: boolean): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'settings',
    title: texts.title,
    status: state.errors.length > 0 ? 422 : 200,
    body: settingsAround(
      c,
      'workspace',
      html`${isSaved ? notice('good', texts.saved) : ''}
<form class="card stack" method="post" action="${pathTo(c, '/console/settings')}">${errorSummary(state, texts.errors, fieldNames)}
<div class="two">${textField(state, { name: 'name', label: texts.name, hint: texts.nameHint })}${selectField(state, { name: 'timezone', label: texts.timezone, hint: texts.timezoneHint }, timezones(state))}</div>
${areaField(state, { name: 'allowedOrigins', label: texts.origins, hint: texts.originsHint }, 3)}
<div class="three">${days(state, 'quietDays', texts.quietDays, texts.quietHint)}${days(state, 'commentsKeptDays', texts.commentsKeptDays, texts.keptHint)}${days(state, 'answersKeptDays', texts.answersKeptDays, texts.keptHint)}</div>
${textField(state, { name: 'accountProperty', label: texts.accountProperty, hint: texts.accountHint })}
<p><button class="btn primary" type="submit">${texts.save}</button></p></form>`,
    ),
  })
}

function days(state: FormState, name: string, label: string, hint: string): Html {
  return textField(state, { name, label, hint, type: 'number', more: html`min="0" step="1"` })
}

function timezones({ values }: FormState): Option[] {
  const names = new Set([values.timezone ?? 'UTC', 'UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...names].sort().map((name): Option => [name, name.replaceAll('_', ' ')])
}
