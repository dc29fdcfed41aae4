const WORDS: ReadonlyMap<string, string> = new Map<string, string>([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'it may not be read or written by this user'],
  ['EPERM', 'it may not be read or written by this user'],
  ['EISDIR', 'it is a folder, not a file'],
  ['EEXIST', 'a file is in the place of a folder'],
  ['ENOTDIR', 'a file is in the place of a folder'],
  ['EROFS', 'the file system cannot be written'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EMFILE', 'too many files are open'],
]);

/** The system's error about a file, in words. */
export function describeSystemError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return WORDS.get(code) ?? error.message;
}
