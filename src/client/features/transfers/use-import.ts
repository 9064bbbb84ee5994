import { useRef, useState } from 'react';
import { MAX_IMPORT_BYTES } from '../../../contract/transfer-limits.ts';
import type { ImportPreview, ImportResult } from '../../../contract/transfers.ts';
import { ProblemError } from '../../data/api.ts';
import type { PlanStore } from '../../data/plan-store.ts';
import { upload } from '../../data/upload.ts';
import { withReadableDays } from '../../ui/format-day.ts';
import { faultOfFile, formOf, type ImportChoices, type ImportStep } from './import-state.ts';

export type ImportControl = {
  readonly step: ImportStep;
  /** Sends the file for a preview; another one in progress is dropped. */
  readonly read: (file: File, choices: ImportChoices) => Promise<void>;
  /** Takes the file over. */
  readonly run: (choices: ImportChoices) => Promise<void>;
  readonly startOver: (error?: string) => void;
  /** Ends whatever is on its way. */
  readonly cancel: () => void;
};

/** Runs the two requests of an import and keeps the step that they have reached. */
export function useImport(store: PlanStore, onImported: (result: ImportResult) => Promise<void>): ImportControl {
  const [step, setStep] = useState<ImportStep>({ kind: 'choose' });
  const running = useRef<AbortController | null>(null);

  const begin = (): AbortSignal => {
    running.current?.abort();
    running.current = new AbortController();
    return running.current.signal;
  };
  const startOver = (error?: string): void => {
    running.current?.abort();
    setStep({ kind: 'choose', ...(error === undefined ? {} : { error }) });
  };

  const read = async (file: File, choices: ImportChoices): Promise<void> => {
    const fault = faultOfFile(file, MAX_IMPORT_BYTES);
    if (fault !== undefined) {
      startOver(fault);
      return;
    }
    const signal = begin();
    const shown = step.kind === 'preview' && step.file === file ? step.preview : undefined;
    setStep(shown ? { kind: 'preview', file, preview: shown, isRefreshing: true } : { kind: 'reading', file, share: 0 });
    const onProgress = (share: number): void => setStep((now) => (now.kind === 'reading' && now.file === file ? { ...now, share } : now));
    try {
      const preview = await upload<ImportPreview>('previewImport', { form: formOf(file, choices), onProgress, signal });
      if (!signal.aborted) setStep({ kind: 'preview', file, preview });
    } catch (error) {
      if (signal.aborted) return;
      const sentence = sentenceOf(error, file);
      setStep(shown ? { kind: 'preview', file, preview: shown, error: sentence } : { kind: 'choose', error: sentence });
    }
  };

  const run = async (choices: ImportChoices): Promise<void> => {
    if (step.kind !== 'preview') return;
    const { file, preview } = step;
    const signal = begin();
    setStep({ kind: 'importing', file, preview, share: 0 });
    const onProgress = (share: number): void => setStep((now) => (now.kind === 'importing' ? { ...now, share } : now));
    try {
      const idempotencyKey = store.claimKey();
      const result = await upload<ImportResult>('runImport', { form: formOf(file, choices), onProgress, signal, idempotencyKey });
      await onImported(result);
    } catch (error) {
      if (!signal.aborted) setStep({ kind: 'preview', file, preview, error: sentenceOf(error, file) });
    }
  };

  return { step, read, run, startOver, cancel: () => startOver() };
}

function sentenceOf(error: unknown, file: File): string {
  if (!(error instanceof ProblemError)) throw error;
  const [fault] = error.faults;
  if (error.code === 'file_not_readable') return `${file.name}: ${error.message}`;
  return withReadableDays(fault === undefined ? error.message : `${fault.field}: ${fault.message}`);
}
