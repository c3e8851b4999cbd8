/**
 * Keys of issuers that no list names: they look like nothing else. A key is drawn at random, so that it
 * changes between digits, small and large letters far more often than names, versions and dates do.
 */

/** A word of all that keys are written with; it starts where nothing of the kind stands before it. */
export const WORD_OF_A_KEY = /(?<![\w+/=.~%|-])[\w+/=.~%|-]{20,}/g;

/** Parts of a word that are no key, though drawn at random: whoever looks into a failure needs them. */
const IDS: readonly RegExp[] = [
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi,
  // Ids that providers give to requests, answers, tools and files.
  /(?<![A-Za-z])(?:req(?:uest)?|chatcmpl|cmpl|resp|msg|toolu|srvtoolu|call|run|step|thread|asst|file|org|proj|batch|trace|span|gen|ft|ftjob|vs|rs|fc|evt|item|user|session|container|cus|job)[-_][A-Za-z0-9]{6,}/g,
  // ULIDs.
  /(?<!\w)[0-7][0-9A-HJKMNP-TV-Z]{25}(?!\w)/g,
  // CUIDs of these years.
  /(?<!\w)c[j-m][a-z0-9]{23}(?!\w)/g,
  // Sums of files, as npm and containers write them.
  /sha(?:1|256|384|512)[-:=_][\w+/=]{20,}/g,
];

/** Trace ids, commits and digests are written so; of keys, those that what stands before them tells. */
const HEXADECIMAL = /^[0-9a-f]+$/;
const SAYS_A_KEY =
  /(?<!(?:cache|idempotency|partition|sort|primary|foreign|object|public)[-_ ]?)(?:key|token|secret|password|credentials?)['"`]?\W{1,4}(?:(?:is|was|of|provided|supplied|given|used)\W{1,4}){0,2}$/i;

/** What follows is a sum, or the public half of a key. */
const SAYS_A_SUM =
  /(?:md5|sha-?(?:1|256|384|512)|digest|checksum|etag|integrity|fingerprint|ssh-\w{2,10}|ecdsa-[\w-]{5,30})\W{1,4}(?:\w{1,20}\W{1,3}){0,3}$/i;

const MIN_LENGTH = 16;
const MIN_LENGTH_WITH_DASHES = 24;

/** True where a word holds a piece that was drawn at random; `before` is what stands before it. */
export function holdsOpaqueKey(word: string, before: string): boolean {
  if (SAYS_A_SUM.test(before)) return false;
  const rest = IDS.reduce((left, pattern) => left.replace(pattern, " "), word);
  const pieces = rest.split(/[^A-Za-z0-9]/).filter((piece) => piece.length >= MIN_LENGTH);
  return (
    pieces.some((piece) =>
      HEXADECIMAL.test(piece) ? /\d/.test(piece) && SAYS_A_KEY.test(before) : isMixed(piece),
    ) || rest.split(/[^\w-]/).some(isMixedBetweenDashes)
  );
}

/** Base64 as URLs have it has dashes of its own, at any place: what lies between them may be short. */
function isMixedBetweenDashes(piece: string): boolean {
  if (piece.length < MIN_LENGTH_WITH_DASHES) return false;
  if (![/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(piece))) return false;
  const parts = piece.split(/[-_]+/).filter((part) => part !== "");
  // A word of small letters is one of a name.
  if (parts.some((part) => part.length > 2 && runsOf(part) === 1)) return false;
  const changes = parts.reduce((sum, part) => sum + runsOf(part) - 1, 0);
  return changes / piece.length >= 0.45;
}

function runsOf(piece: string): number {
  return piece.match(/\d+|[a-z]+|[A-Z]+/g)?.length ?? 0;
}

function isMixed(piece: string): boolean {
  const digitRuns = piece.match(/\d+/g)?.length ?? 0;
  const share = runsOf(piece) / piece.length;
  return (digitRuns >= 3 && share >= 0.3) || (digitRuns >= 1 && share >= 0.5);
}
