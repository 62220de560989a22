import { z } from 'zod'
import { parseLocator } from './locator.ts'

/** The stored form of a locator, validated. */
export const LocatorText = z.string().refine((text) => parseLocator(text) !== null, 'not a locator')
