/** The styles of the formats other than the popover and inline, which few surveys need. */
export { default as styles } from './formats.css?inline'
