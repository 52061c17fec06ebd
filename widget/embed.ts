import { type Load, start } from './loader.ts'

/** Replaced at build by the name of the file. */
declare const __GATES__: string

/** The script tag's door. What judges rules is fetched where there are any. */
start((load: Load) => load(__GATES__))
