/** One title card of the placeholder video, shown for `CARD_MS`, and its caption in both languages. */
export interface Card {
  readonly english: string
  readonly persian: string
}

export const CARD_MS = 3000

export const cards: readonly Card[] = [
  { english: 'This is a stand-in video.', persian: 'این یک ویدیوی جانشین است.' },
  { english: 'It shows no real person or event.', persian: 'هیچ شخص یا رویداد واقعی را نشان نمی‌دهد.' },
  { english: 'The article mentions a recording.', persian: 'مقاله از یک ویدیوی ضبط‌شده نام می‌برد.' },
  { english: 'This archive does not hold it.', persian: 'آن ویدیو در این بایگانی نیست.' },
  { english: 'The stand-in only keeps its place.', persian: 'این ویدیو فقط جای آن را نگه می‌دارد.' },
  { english: 'Choose a line of the transcript.', persian: 'یک سطر از متن را انتخاب کنید.' },
  { english: 'The video moves to that line.', persian: 'ویدیو به همان سطر می‌رود.' },
  { english: 'End of the stand-in.', persian: 'پایان ویدیوی جانشین.' },
]

/** The captions of one language as WebVTT. */
export function captionsOf(language: keyof Card): string {
  const cues = cards.map(
    (card, index) => `${index + 1}\n${clock(index)} --> ${clock(index + 1)}\n${card[language]}\n`,
  )
  return ['WEBVTT\n', ...cues].join('\n')
}

function clock(card: number): string {
  const seconds = (card * CARD_MS) / 1000
  return `00:00:${String(seconds).padStart(2, '0')}.000`
}
