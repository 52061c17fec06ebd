import { displayFor } from './display.ts'
import type { PublicSurvey } from './survey.ts'

/** The files that few surveys need in order to be drawn. */
export type PartName = 'shapes' | 'Ticks' | 'piped' | 'formats' | 'look'

/** Those a survey needs, wherever its format says. The server names them in its script, the renderer fetches them. */
export function partsFor(survey: PublicSurvey): PartName[] {
  const { scale, display, choices, contact, format, look } = survey
  const needs: Record<PartName, unknown> = {
    shapes: displayFor(scale, display) !== 'numbers',
    Ticks: choices?.length || contact,
    // A name in braces; those of JSON are followed by a quote.
    piped: /{[^"}]/.test(JSON.stringify(survey)),
    formats: format !== 'popover' && format !== 'inline',
    look,
  }
  return (Object.keys(needs) as PartName[]).filter((part) => needs[part])
}
