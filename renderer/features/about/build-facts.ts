/** A package that ships with Holdfast. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
}

declare const BUILD_FACTS: { readonly version: string; readonly packages: readonly ShippedPackage[] }

/** The version of this build and what is in it, as the lockfile named them when it was built. */
export const buildFacts = BUILD_FACTS
