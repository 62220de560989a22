import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { CommandsProvider } from './data/commands.tsx'
import { createCore, ShellProvider } from './data/shell-provider.tsx'
import { JobsProvider } from './data/use-jobs.tsx'
import { WordsProvider } from './messages/use-messages.tsx'
import { chooseShell } from './shell/choose-shell.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <WordsProvider>
      <ShellProvider core={createCore(chooseShell())}>
        <JobsProvider>
          <CommandsProvider>
            <App />
          </CommandsProvider>
        </JobsProvider>
      </ShellProvider>
    </WordsProvider>
  </StrictMode>,
)
