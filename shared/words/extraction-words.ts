import type { ExtractionNote } from '../model/record.ts'

/** What was noticed while extracting the text of an object, in words. */
export const extractionWords: Readonly<Record<ExtractionNote, string>> = {
  'no-text-layer': 'These pages are images without text, so searching cannot find words on them.',
  'pages-without-text':
    'Some pages contain no text: they are images, empty or damaged. Searching cannot find words on them.',
  encrypted: 'The file is password-protected, so its text could not be read. Its bytes are kept.',
  damaged: 'The file is partly damaged. What could be read is shown; its bytes are kept unchanged.',
  'encoding-uncertain': 'No text encoding is declared; Holdfast used the likeliest one.',
  'too-large': 'The text is too long to be read completely; its beginning is shown and can be searched.',
  'cues-repaired': 'Some captions had broken times. They were corrected for display; the file is unchanged.',
  'reader-stopped':
    'Reading this file was stopped: it took too much time or memory, or crashed the reader. Its bytes are kept.',
  'parts-unread':
    'Some files inside this one could not be read, or only in part: searching may not find their words.',
  'no-reader': 'Holdfast cannot read text from this type of file. Its bytes are kept.',
}
