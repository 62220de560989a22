import type { ExtractionNote } from '../model/record.ts'

/** What was met while reading the text out of an object, in words. */
export const extractionWords: Readonly<Record<ExtractionNote, string>> = {
  'no-text-layer': 'These pages are pictures without text, so no word in them can be found by searching.',
  'pages-without-text':
    'Some pages hold no text: they are pictures, empty, or damaged. No word on them can be found by searching.',
  encrypted: 'The file is protected by a password, so its text could not be read. Its bytes are kept.',
  damaged: 'The file is damaged in part. What could be read is shown; its bytes are kept as they came.',
  'encoding-uncertain':
    'The file does not say how its letters are written down; the likeliest way was taken.',
  'too-large': 'The text is too long to be read whole; its beginning is shown and can be searched.',
  'cues-repaired': 'Some captions had broken times. They were set right here; the file is unchanged.',
  'reader-stopped':
    'Reading this file was stopped: it took too much time or memory, or broke the reader. Its bytes are kept.',
  'parts-unread':
    'Some of what lies inside this file could not be read, or not whole: searching may not find its words.',
  'no-reader': 'Holdfast cannot read text out of this kind of file. Its bytes are kept.',
}
