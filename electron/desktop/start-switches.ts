/**
 * Switches that change how the window looks or where it is drawn. All others are refused: some let another program drive
 * the window (`--remote-debugging-port`, `--inspect`), some take a protection away, such as the sandbox, and every
 * version of Chromium brings new ones.
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'ozone-platform',
  'ozone-platform-hint',
  'disable-gpu',
  'force-device-scale-factor',
  'force-renderer-accessibility',
  'lang',
])

/** Names the switches of a command line with which Holdfast does not start, as they were given and without their values. */
export function findRefusedSwitches(words: readonly string[], platform: NodeJS.Platform): readonly string[] {
  // Chromium takes one hyphen for two, and a slash on Windows.
  const prefix = platform === 'win32' ? /^(?:--?|\/)(?=[^-])/ : /^--?(?=[^-])/
  return (
    words
      .map((word) => word.split('=', 1)[0]!)
      .filter((word) => prefix.test(word) && !HARMLESS.has(word.replace(prefix, '').toLowerCase()))
      // macOS numbers the processes that Finder starts.
      .filter((word) => platform !== 'darwin' || !/^-psn_\d/.test(word))
  )
}
