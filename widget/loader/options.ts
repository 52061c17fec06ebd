import type { PageData } from '../session.ts'

/** The settings of a script tag. */
export interface Options extends PageData {
  readonly surveyId?: string
  /** A CSS selector: the survey shows inside the element instead of where its format says. */
  readonly target?: string
  /** Nothing is kept, and nothing shows by itself, until the host says that the person agreed. */
  readonly needsConsent: boolean
  /** What is wrong with the tag, in words for its author. */
  readonly problem?: string
}

/** Reads the tag's `data-` attributes (an element's `dataset`). What is bad is left out and named in `problem`. */
export function readOptions(attributes: Readonly<Record<string, string | undefined>>): Options {
  const { survey, target, consent, test } = attributes
  const { respondentId: id, respondentEmail: email, respondentName: name } = attributes
  const properties = parse(attributes.properties || '{}')
  return {
    surveyId: survey,
    target,
    needsConsent: consent === 'required',
    test: test !== undefined,
    respondent: {
      ...{ id, email, name },
      token: attributes.identityToken,
      signature: attributes.respondentSignature,
    },
    properties: properties ?? {},
    problem: properties ? undefined : 'data-properties is not a JSON object',
  }
}

/** A JSON object, not a list or anything else. */
function parse(json: string): Record<string, unknown> | undefined {
  try {
    if (/^\s*{/.test(json)) return JSON.parse(json)
  } catch {
    // A mistake of the page's author, reported as `problem`.
  }
}
