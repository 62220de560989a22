/** A wording that reads like a translation, or that names a thing by a word that `docs/terms.md` excludes. */
export interface BannedWording {
  readonly pattern: RegExp
  /** What to write instead. */
  readonly instead: string
}

/**
 * What the prose of the project must not say. A pattern matches text on one line, with code in backquotes taken out; where
 * a word also has a right use, the pattern names the wrong one.
 */
export const bannedWordings: readonly BannedWording[] = [
  // Words that nobody uses any more, or that do not exist.
  ...ban('“how many” or “which one”', /manieth/),
  ...ban('again, from scratch, rebuilt', /\banew\b/),
  ...ban('calculated, counted', /\breckon(s|ed)?\b/),
  ...ban('most similar, likely', /\blikest\b/),
  ...ban('reversed', /\bturned round\b/),
  ...ban('because', /, for (it|they|there|he|she) /),
  ...ban('except', /\bbut for\b/),
  ...ban('available, found', /\b(be|is|are) had\b/),
  ...ban('belongs in', /\bbelongs? into\b/),

  // Where a thing is.
  ...ban('placed, put, stored', /\blaid\b(?! out)/),
  ...ban('is in, is stored in, is at', /\b(lie|lies|lay|lying)\b(?! about\b)/),
  ...ban('is, appears, is shown', /\b(stands?|stood|standing)\b(?! for\b| out\b| by\b| alone\b)/),
  ...ban('one after another', /\bone behind (the other|another)\b|\bbehind (one another|each other)\b/),
  ...ban(
    'after',
    /(?<!\b(is|are|be|was|were|falls?|fell|lags?|left|stays?) )\bbehind (it\b|them\b|the (last|line|lines|name|text|word|colon|head|backup)\b)/,
  ),
  ...ban('after', /\b(lines?|brace|more|bytes|text) behind\b/),

  // What happens.
  ...ban('automatically, on its own, alone', /\bby (itself|themselves)\b/),
  ...ban('continues, resumes', /(?<!\bwhat is )\b(go|goes|going|went|gone) on\b/),
  ...ban('interrupted, stopped', /\b(breaks?|broken?|breaking) off\b/),
  ...ban('an interruption', /\b[Aa] stop (leaves|left|comes|came)\b/),
  ...ban('release, drop, close', /\blet(s|ting)? go\b|\bletting \w+ go\b/),
  ...ban(
    'undo, undone',
    /\b(takes?|taken|taking|took|tak) (it |them |this |these |that |all |everything )?back\b/,
  ),
  ...ban('redo, redone, repeat', /\b(do|does|did|done|doing) (it |this |that )?again\b/),
  ...ban('restore, return', /\b(gives?|gave|given|giving) (it |them |\w+ )?back\b/),
  ...ban('repaired', /\b(set|sets|setting) (it |them )?right\b/),
  ...ban('the result, the outcome', /\bwhat (came|comes|has come|becomes) of\b/),
  ...ban(
    'import, accept, ingest',
    /\b(takes?|taken|taking|took) in\b(?! (a|an|the|one|order|turn|this|that|each|it|any|which|what|place|account|all)\b)/,
  ),
  ...ban('removed', /\b(takes?|taken|taking|took) away\b/),
  ...ban('in memory', /\b(is|are|kept) at hand\b/),
  ...ban('progress', /\bhow far (it|they|an? \w+|the \w+) (is|are|was|has come)\b/),
  ...ban('migrated', /\bbrought up\b(?! to\b)/),
  ...ban('compared with, checked against', /\bheld against\b|\bholds? (it|them|those|that|this) against\b/),
  ...ban('mistaken for, treated as', /\btaken for\b/),
  ...ban('is consistent', /\bhangs? together\b/),
  ...ban('makes … from', /\bmakes? an? (archive|table|segment|index|picture) of an? /),

  // Who says what to whom.
  ...ban('is notified of, receives, is reported', /\b(is|are|was|were|be|been) told\b(?! (to|apart|from)\b)/),
  ...ban('reports, notifies', /\b(tells?|told|telling) of\b/),
  ...ban('says about', /\b(say|says|said) of\b/),
  ...ban('required of, passed to', /\basked of\b/),
  ...ban(
    'Returns, resolves to',
    /(^|[.:;] )Answers?\b(?! (to|of|are|this)\b)|\b(and|then) answers (the|what|when|its|whether|how|null|whose|it|them|true|where)\b/,
  ),
  // Only at the beginning of a sentence, so its case counts.
  { instead: 'Lets, makes, tells … to', pattern: /(^|\. )Has (a|an|the|its|every|each) / },
  ...ban('null when, null if', /\b(null|undefined|empty|nothing|none|true|false|0) where\b/),
  ...ban(
    '“you”, or the thing that acts',
    /(?<!\b(next|the|each|that|this|which|every|no|other|first|last|full|quick) )\bone (types|sees|saw|reads|wants|scrolls|looks|writes|goes|is at)\b/,
  ),

  // How a thing is.
  ...ban(
    'complete, intact, in full',
    /(?<!\b(the|an?|its|this|that|one|their|whose) )\bwhole\b(?=[.,;:)]|$| (and|or|but|at|in|on|by|before|after|again|there|than|when|while|from|into|to|are|is)\b)/,
  ),
  ...ban('does not exist, is not one', /(?<!\bthere )\b(is|are) none\b(?! of\b)/),
  ...ban('this many, the number of', /\bso many\b(?! that\b)/),
  ...ban(
    'newest first, in descending order',
    /\bthe (latest|oldest|newest|first|last|rarest|longest|shortest|likeliest|most frequent|best) first\b/,
  ),
  ...ban('across', /\bover (a |the )?(restart|pause)s?\b/),

  // Terms of the field and of the trade: docs/terms.md.
  ...ban(
    'timestamp request (.tsq), timestamp response (.tsr)',
    /\b(question|answer) \(\.ts[qr]\)|\bquestions? (to|for|of) (an?|the) (time-?stamp|authority)/,
  ),
  ...ban('alias', /\bother names?\b/),
  ...ban('typo', /\btyping errors?\b/),
  ...ban('query, search', /\b(a|the|each|every|next|of a) find\b(?! (box|bar|field|within))/),
  ...ban('restore, restoring … (as a verb)', /\ba restoring\b/),
  ...ban('a scan of, reading', /\ba reading of\b/),
  ...ban('frames per second, frame', /\bpictures? (a|per) second\b|\bOne picture (back|forward)/),
  ...ban('free space, disk space', /\b(disk|its) room\b|\broom (on|is|that) /),
  ...ban('third-party', /\bpackages? of others\b/),
  ...ban('Navigation', /\bMoving about\b/),
  ...ban('according to', /, says the (file|answer|statement)\b/),
  ...ban('with the keyboard', /\bby key\b/),
]

/** One entry for each pattern with the same replacement; upper and lower case are alike. */
function ban(instead: string, ...patterns: readonly RegExp[]): readonly BannedWording[] {
  return patterns.map((pattern) => ({ pattern: new RegExp(pattern, 'i'), instead }))
}
