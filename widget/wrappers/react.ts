'use client'

import { createElement, type ReactElement, useEffect, useRef } from 'react'
import { attach, keyOf, type SurveyProps } from './attach.ts'

export type { SurveyProps }

/** A survey for as long as the component is there. */
export function Survey(props: SurveyProps): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const newest = useRef(props)
  newest.current = props
  useEffect(() => {
    const on: SurveyProps['on'] = (...happened) => newest.current.on?.(...happened)
    return place.current ? attach(place.current, { ...newest.current, on }) : undefined
  }, [keyOf(props)])
  return createElement('div', { ref: place })
}
