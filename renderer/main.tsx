import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { ClosedDoor } from './closed-door.tsx'
import { CommandsProvider } from './data/commands.tsx'
import { createCore, ShellProvider } from './data/shell-provider.tsx'
import { JobsProvider } from './data/use-jobs.tsx'
import { WordsProvider } from './messages/use-messages.tsx'
import { showDirectionsIn } from './ui/show-directions-in.ts'
import { chooseShell } from './shell/choose-shell.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

showDirectionsIn(document.body)
const shell = await chooseShell()

createRoot(root).render(
  <StrictMode>
    <WordsProvider>
      {shell === null ? (
        <ClosedDoor />
      ) : (
        <ShellProvider core={createCore(shell)}>
          <JobsProvider>
            <CommandsProvider>
              <App />
            </CommandsProvider>
          </JobsProvider>
        </ShellProvider>
      )}
    </WordsProvider>
  </StrictMode>,
)
