import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { saveFile } from '../../data/save-file.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { errorToast, useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Saves everything that the ledger says about records: as a page, as data, and on the desktop as PDF. */
export function ReportButtons({ ids }: { ids: readonly RecordId[] }) {
  const { custody: words } = useMessages()
  const shell = useShell()
  const toast = useToast()
  const report = useAction('custody.report')
  const [isPrinting, setPrinting] = useState(false)
  const save = async (as: 'html' | 'json') => {
    const result = await report.run({ ids: [...ids], as })
    if (!result.ok) return
    const { name, text, damaged } = result.value
    saveFile(name, new Blob([text], { type: as === 'html' ? 'text/html' : 'application/json' }))
    if (damaged) toast({ text: words.reportDamaged })
  }
  const { savePdf } = shell
  const print = async () => {
    setPrinting(true)
    const result = await savePdf?.(ids)
    setPrinting(false)
    if (result && !result.ok) toast(errorToast(result.error))
  }
  const isBusy = report.isPending || isPrinting
  return (
    <section aria-label={words.report}>
      <p className="health-advice">{words.reportAdvice}</p>
      <div className="health-actions">
        {savePdf && (
          <Button isDisabled={isBusy} onPress={() => void print()}>
            {words.reportPdf}
          </Button>
        )}
        <Button isDisabled={isBusy} onPress={() => void save('html')}>
          {words.reportPage}
        </Button>
        <Button isDisabled={isBusy} onPress={() => void save('json')}>
          {words.reportData}
        </Button>
      </div>
      {report.error && <ErrorNote error={report.error} />}
    </section>
  )
}
