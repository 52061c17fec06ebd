import { start } from './loader.ts'

/** The script tag's door. */
start()
