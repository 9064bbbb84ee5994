/** The steps of an import as the dialog shows them. Pure, so that every step can be tested without a window. */
import type { ImportPreview, SheetOptionsBody } from '../../../contract/transfers.ts';
import type { SiteId } from '../../../planning/model.ts';

/** What the person decides; it stays when another file is taken. */
export type ImportChoices = {
  readonly siteId: SiteId | null;
  /** Of the first site, where there is none yet. */
  readonly newSiteName: string;
  readonly workingDays: boolean;
  /** null: the name in the file. */
  readonly projectName: string | null;
  readonly sheet: SheetOptionsBody;
};

export type ImportStep =
  | { readonly kind: 'choose'; readonly error?: string }
  /** `share` of the upload, 0 to 1; at 1 the server reads the file. */
  | { readonly kind: 'reading'; readonly file: File; readonly share: number }
  /** `isRefreshing`: the file is read again with other choices; what was read before stays on screen. */
  | {
      readonly kind: 'preview';
      readonly file: File;
      readonly preview: ImportPreview;
      readonly isRefreshing?: boolean;
      readonly error?: string;
    }
  | { readonly kind: 'importing'; readonly file: File; readonly preview: ImportPreview; readonly share: number };

/** The form that both endpoints take. */
export function formOf(file: File, { siteId, newSiteName, workingDays, projectName, sheet }: ImportChoices): FormData {
  const form = new FormData();
  if (siteId === null) {
    form.append('newSiteName', newSiteName.trim());
    form.append('newSiteTimeZone', new Intl.DateTimeFormat().resolvedOptions().timeZone);
  } else form.append('siteId', siteId);
  if (workingDays) form.append('workingDays', 'true');
  if (projectName !== null && projectName.trim() !== '') form.append('projectName', projectName.trim());
  if (Object.keys(sheet).length > 0) form.append('sheet', JSON.stringify(sheet));
  form.append('file', file, file.name);
  return form;
}

/** What is missing before an import can start; undefined when nothing is. */
export function faultOfChoices({ siteId, newSiteName, projectName }: ImportChoices): string | undefined {
  if (siteId === null && newSiteName.trim() === '') return 'Give the site a name.';
  return projectName !== null && projectName.trim() === '' ? 'Give the project a name.' : undefined;
}

/** Why a file cannot be sent at all; undefined when it can. */
export function faultOfFile(file: Pick<File, 'name' | 'size'>, maxBytes: number): string | undefined {
  if (file.size === 0) return `“${file.name}” is empty. Export or download it again.`;
  if (file.size > maxBytes) return `“${file.name}” is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB, the most that an import takes.`;
  return undefined;
}
