/** Why a table cannot be imported as it is: said to whoever imports it, before anything is stored. */
export class TableProblem extends Error {}
