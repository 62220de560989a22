import { useEffect, useSyncExternalStore } from 'react'
import { useSettings } from '../../data/use-settings.ts'

/** Applies the colours and the density of the settings to the document. */
export function useAppearance(): void {
  const { settings } = useSettings()
  const isDarkOutside = useSyncExternalStore(watchScheme, () => matchMedia(DARK).matches)
  const theme = settings?.theme ?? 'system'
  const density = settings?.density ?? 'comfortable'
  useEffect(() => {
    const isDark = theme === 'dark' || (theme === 'system' && isDarkOutside)
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    document.documentElement.dataset['density'] = density
  }, [theme, density, isDarkOutside])
}

const DARK = '(prefers-color-scheme: dark)'

function watchScheme(listener: () => void): () => void {
  const query = matchMedia(DARK)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
