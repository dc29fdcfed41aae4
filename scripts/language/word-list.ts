/** Words that do not belong here, and what to write instead. */
export interface Rule {
  readonly pattern: RegExp;
  readonly instead: string;
}

const rule = (pattern: RegExp, instead: string): Rule => ({ pattern, instead });

/** For names of variables, functions, types and files. A name is split into its words first: `isTold` is `is told`. */
export const nameRules: readonly Rule[] = [
  rule(/\b(?:told|tells?|telling)\b/u, 'report, reported'),
  rule(/\b(?:asked|asking)\b/u, 'testCase, requested, request'),
  rule(/\b(?:beside|besides)\b/u, 'related, other, also'),
  rule(/\b(?:stands|standing|stood)\b/u, 'accepted, isValid, health'),
  rule(/\b(?:accus\w+|acquit\w*)\b/u, 'report, allCasesConform'),
  rule(/\b(?:speaks?|spoke|hear|heard|unheard)\b/u, 'report, receive'),
  rule(/\blets? in\b/u, 'accept'),
  rule(/\b(?:manner|manners)\b/u, 'options, limits'),
  rule(/\b(?:mould|moulds)\b/u, 'template'),
  rule(/\b(?:twins?|spoken)\b/u, 'variant, duplicate, counterpart'),
  rule(/^(?:whole|narrow|lane|reach|doubt)$/u, 'a noun that a newcomer searches for'),
];

/** For comments, texts that are printed, titles of tests and documents. */
export const proseRules: readonly Rule[] = [
  rule(/\b(?:told|tells|telling)\b/iu, 'reported, reports'),
  rule(/\btell (?:apart|of|what|whether|nothing|it|them|so|a|the)\b/iu, 'report, distinguish'),
  rule(
    /\b(?:was|were|is|are|been|be|what|nobody|who) asked\b|\basked (?:for|of|alike|again|to|by)\b/u,
    'requested, sent',
  ),
  rule(/\basks? (?:for|of|nobody|nothing|what|alike)\b/iu, 'requests, sends'),
  rule(/\b(?:speaks?|spoke|spoken) (?:of|against|for|to|here|where|alone|about)\b/iu, 'report, mention'),
  rule(
    /\b(?:is|are|was|were|falls?|fell|stays?|keeps?|be) silent\b|\bsilent (?:where|when|if|about|on)\b/u,
    'does not run',
  ),
  rule(/\b(?:accus(?:e|es|ed|ing|ations?)|acquit(?:s|ted|tal)?)\b/iu, 'report, false positive, conform'),
  rule(
    /\bstands? (?:for|beside|in|on|alone|there|here|at|behind|before|under|between|as)\b/iu,
    'is, means, represents',
  ),
  rule(/\bstood\b/iu, 'was'),
  rule(/\bbeside\b/iu, 'next to, in addition to, and'),
  rule(/\b(?:let|lets|letting) in\b|\blet the request in\b/iu, 'accepted, accepts'),
  rule(/\b(?:comes?|came|coming) to (?:its|their|an|his|your|one's)(?: own)? ends?\b/iu, 'ends, completes'),
  rule(/\bfor want of\b/iu, 'because … is missing'),
  rule(/\b(?:of|by|under) which\b/iu, 'a second sentence'),
  rule(/\bthat which\b/iu, 'what, the'),
  rule(/\b(?:of|for|to|in|by|with|from) whose\b|\bfor whom\b/iu, 'a second sentence'),
  // A location is fine: “Where the report is.” So are a question and a label: “Where: a, b”.
  rule(
    /\b(?:null|absent|empty|nothing|none|undefined|infinity|throws) where (?!they|the model|one model|it is given)/iu,
    '… if',
  ),
  rule(/(?:^|[.:] +)Where\b(?!:)(?=[^.?]*,)|; where\b/u, 'if …, when …'),
  rule(/\b(?:of|on) (?:its|their|his|her|your|our|one's|my) own\b/iu, 'its own …, separate'),
  rule(/\b(?:nobody|whoever|whomever|whatsoever)\b/iu, 'no …, the person who'),
  rule(/\b(?:hereby|thereof|therein|whereof|thence|hence|hither|thither|anew|afresh)\b/iu, 'again, therefore'),
  rule(/\b(?:all but|but for|save for|nothing but|none but)\b/iu, 'all … except, only'),
  rule(/\bheld against\b|\bholds? .{1,30} against\b/iu, 'compared with, counted'),
  rule(/\bin (?:the midst|want) of\b/iu, 'during'),
  rule(/\b(?:gives?|gave) (?:word|notice)\b|\bhas its say\b/iu, 'reports'),
  rule(/\b(?:so|as) many times\b/iu, 'N times'),
  rule(/\bsuch (?:a one|ones)\b/iu, 'such a …'),
  rule(/\b(?:elicit(?:s|ed)?|heed(?:s|ed)?|mould(?:s|ed)?|lays? down|set forth)\b/iu, 'requires, expects'),
  rule(/\b(?:is|are|was|were) known by\b|\bgoes by\b/iu, 'has the name'),
  rule(/\bcome (?:again|what)\b|\bonce more\b/iu, 'again'),
  rule(/\bfail(?:s)? no\b|\bchanges? no\b|\bbreaks? no\b|\bnot un\w+ed\b/iu, 'does not fail …'),
];
