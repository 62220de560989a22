import { resolveConfig } from 'electron-vite'

/** Resolves electron-vite's configurations of main, preload and window for development. */
export async function devConfigs() {
  // electron-vite's own command sets it; its plugins read it.
  process.env['NODE_ENV_ELECTRON_VITE'] = 'development'
  const { config } = await resolveConfig({}, 'serve', 'development')
  const { main, preload, renderer } = config ?? {}
  if (!main || !preload || !renderer) throw new Error('electron.vite.config.ts lacks a part')
  return { main, preload, renderer }
}
