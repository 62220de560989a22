import { app } from 'electron'
import { appFacts, pageRoot } from './app-facts.ts'
import { runDesktop } from './desktop/run.ts'

// Not awaited: Electron becomes ready only after this module has been evaluated.
runDesktop(appFacts, pageRoot).catch((error: unknown) => {
  console.error(error)
  app.exit(1)
})
