import { createGates } from './gates.ts'
import { start } from './loader.ts'

/** The script tag's door for a survey with rules: what judges them inside, so that being kept away costs no request. */
start(async () => ({ createGates }))
