/** What a door can do with an archive or a backup without opening it. */
export { checkBackup, listBackups, restoreBackup, type BackupProgress } from '../backups/backup-folder.ts'
export { readArchiveId } from '../folder/archive-file.ts'
export { pinsIn } from '../profile/pins.ts'
export { verifyArchive, type VerifyProgress } from '../verification/verify-archive.ts'
