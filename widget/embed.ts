import { start } from './loader/loader.ts'

/** Entry of the script tag. */
start()
