import { foldDateText } from './fold-date-text.ts'

export type Calendar = 'gregorian' | 'jalali' | 'hijri'

/** A month by its calendar and its number from 1; `kurdish` when the name is also used with Kurdish years. */
export interface Month {
  readonly calendar: Calendar
  readonly month: number
  readonly kurdish: boolean
}

/** Twelve names in order; alternative spellings of a month are separated by a bar. */
const GREGORIAN = [
  'january|jan, february|feb, march|mar, april|apr, may, june|jun, july|jul, august|aug, september|sept|sep, october|oct, november|nov, december|dec',
  'ژانویه|ژانویۀ, فوریه, مارس, آوریل|اپریل, مه|می, ژوئن|جون, ژوئیه|ژوییه|جولای, اوت|آگوست|آگست, سپتامبر|سپتمبر, اکتبر|اکتوبر, نوامبر|نومبر, دسامبر|دسمبر',
  'يناير, فبراير, مارس, أبريل|إبريل, مايو, يونيو|يونيه, يوليو|يوليه, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر',
  'كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, تشرين الثاني, كانون الأول',
  'جانفي, فيفري, مارس, أفريل, ماي, جوان, جويلية|يوليوز, أوت|غشت, شتنبر, أكتوبر, نونبر, دجنبر',
  'کانوونی دووەم, شوبات, ئازار|ئادار, نیسان, ئایار, حوزەیران, تەممووز|تەمووز, ئاب, ئەیلوول|ئەیلول, تشرینی یەکەم, تشرینی دووەم, کانوونی یەکەم',
  'çile, sibat, adar, nîsan, gulan, hezîran, tîrmeh, tebax, îlon, cotmeh, mijdar, kanûn|berfanbar',
]

const JALALI = [
  'فروردین, اردیبهشت, خرداد, تیر, مرداد|امرداد, شهریور, مهر, آبان, آذر, دی, بهمن, اسفند|اسپند',
  'حمل, ثور, جوزا, سرطان, اسد, سنبله, میزان, عقرب, قوس, جدی, دلو, حوت',
  'farvardin, ordibehesht, khordad, tir, mordad, shahrivar, mehr, aban, azar, dey, bahman, esfand',
]

const KURDISH = [
  'خاکەلێوە, گوڵان|بانەمەڕ, جۆزەردان, پووشپەڕ, گەلاوێژ, خەرمانان, ڕەزبەر, گەڵاڕێزان|خەزەڵوەر, سەرماوەز, بەفرانبار, ڕێبەندان, ڕەشەمێ|ڕەشەمە',
]

const HIJRI = [
  'محرم|محرم الحرام, صفر, ربيع الأول, ربيع الثاني|ربيع الآخر, جمادى الأولى|جمادى الأول, جمادى الآخرة|جمادى الثانية|جمادى الثاني, رجب, شعبان, رمضان, شوال, ذو القعدة|ذي القعدة|ذوالقعدة|ذيقعدة|ذی‌قعده, ذو الحجة|ذي الحجة|ذوالحجة|ذيحجة|ذی‌حجه',
  'muharram, safar, rabi al awwal, rabi al thani|rabi al akhir, jumada al ula|jumada al awwal, jumada al akhira|jumada al thani, rajab, shaban, ramadan|ramazan, shawwal, dhu al qada|dhul qada, dhu al hijja|dhul hijja',
]

const months = new Map<string, Month>([
  ...tableOf(HIJRI, 'hijri'),
  ...tableOf(KURDISH, 'jalali', true),
  ...tableOf(JALALI, 'jalali'),
  ...tableOf(GREGORIAN, 'gregorian'),
])

const longestFirst = [...months.keys()].sort((one, other) => other.length - one.length)
/** A Sorani month name may carry the linking ی, a Persian one the word ماه. */
const NAME = new RegExp(`(?<!\\p{L})(${longestFirst.join('|')})(?:ی|ماه)?(?!\\p{L})\\.?`, 'gu')

/** The months named in a folded text, in order, and the text without their names. */
export function takeMonths(folded: string): { readonly found: readonly Month[]; readonly rest: string } {
  const found: Month[] = []
  const rest = folded.replace(NAME, (_match, name: string) => {
    found.push(months.get(name)!)
    // The gap is kept, because a day may be on either side of a month.
    return ' '
  })
  return { found, rest }
}

function tableOf(rows: readonly string[], calendar: Calendar, kurdish = false): [string, Month][] {
  return rows.flatMap((row) =>
    row
      .split(', ')
      .flatMap((names, index) =>
        names
          .split('|')
          .map((name): [string, Month] => [foldDateText(name), { calendar, month: index + 1, kurdish }]),
      ),
  )
}
