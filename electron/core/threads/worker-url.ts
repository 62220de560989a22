/** Where the code of a service's worker lies: in the service's folder from source, beside the built chunks when built. */
export function workerUrl(service: 'extract' | 'search'): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(isSource ? `../${service}/worker.ts` : `./${service}-worker.js`, import.meta.url)
}
