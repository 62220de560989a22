import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { BrowserWindow, dialog, session } from 'electron'
import { z } from 'zod'
import { AppError, reportError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import type { Host } from '../core/host/host.ts'

const Ids = z.array(z.string()).min(1)
const Report = z.object({ name: z.string(), text: z.string() })

/**
 * Asks where to save, then prints the custody report of records as PDF with Chromium; `saved` is false when the user
 * cancels.
 */
export async function saveReportAsPdf(
  window: BrowserWindow,
  host: Host,
  given: unknown,
): Promise<Result<{ saved: boolean }>> {
  try {
    const ids = Ids.parse(given)
    const made = await host.call('custody.report', { ids, as: 'html' })
    if (!made.ok) return made
    const { name, text } = Report.parse(made.value)
    const defaultPath = name.replace(/\.html$/, '.pdf')
    const chosen = await dialog.showSaveDialog(window, {
      defaultPath,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    if (chosen.canceled || !chosen.filePath) return { ok: true, value: { saved: false } }
    await write(chosen.filePath, await printPage(text))
    return { ok: true, value: { saved: true } }
  } catch (error) {
    return { ok: false, error: reportError(error, 'report-pdf') }
  }
}

/** Prints a page as PDF, A4, with page numbers; no script of the page runs and nothing is fetched for it. */
export async function printPage(html: string): Promise<Buffer> {
  // A separate session in memory leaves nothing behind and has none of the archive's schemes.
  const own = session.fromPartition(`report-${randomUUID()}`, { cache: false })
  const headers = { 'Content-Type': 'text/html; charset=utf-8' }
  own.protocol.handle('report', () => new Response(html, { headers }))
  const webPreferences = { sandbox: true, contextIsolation: true, javascript: false, session: own }
  const page = new BrowserWindow({ show: false, webPreferences })
  try {
    await page.loadURL('report://page/')
    return await page.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: false,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<span style="font-size:8px;width:100%;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></span>',
      generateTaggedPDF: true,
    })
  } finally {
    page.destroy()
  }
}

async function write(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('custody.not-written', { path, problem: cause.code ?? cause.message }, { cause })
  })
}
