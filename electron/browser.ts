import { appFacts, pageRoot } from './app-facts.ts'
import { openInBrowser } from './loopback/open-in-browser.ts'

await openInBrowser(appFacts, pageRoot)
