/** A package that ships with Holdfast. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
}

declare const BUILD_FACTS: { readonly version: string; readonly packages: readonly ShippedPackage[] }

/** The version of this build and what is in it, as named by the lockfile at build time. */
export const buildFacts = BUILD_FACTS
