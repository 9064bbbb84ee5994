/** What columns are called in the sheets of planning programs, in English, German and French. */

export const SHEET_FIELDS = [
  'id',
  'wbs',
  'level',
  'name',
  'start',
  'finish',
  'duration',
  'percent',
  'predecessors',
  'milestone',
  'notes',
  'resources',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];
export type SheetLanguage = 'en' | 'de' | 'fr';

type Names = Record<SheetLanguage, string>;

/** Normalised titles, the surest first. A title that two fields know goes to the field that ranks it higher. */
const TITLES: Record<SheetField, Names> = {
  id: {
    en: 'id|task id|no|number|nr|#|row|line|key|unique id|uid',
    de: 'nr|nummer|vorgangsnr|vorgangsnummer|zeile|lfd nr|eindeutige nr',
    fr: 'n|no|numero|num|id tache|ligne',
  },
  wbs: {
    en: 'wbs|wbs code|outline number|work breakdown structure|code',
    de: 'psp|psp code|psp element|gliederungsnummer|gliederung|wbs code',
    fr: 'otp|code wbs|numero hierarchique|numero de plan|organigramme',
  },
  level: {
    en: 'outline level|level|indent|indent level|depth|hierarchy level|outline',
    de: 'gliederungsebene|ebene|einzug|hierarchieebene|stufe',
    fr: 'niveau hierarchique|niveau|niveau de plan|retrait',
  },
  name: {
    en: 'task name|name|task|activity name|activity|title|phase|phase name|subject|work package|item|summary|description',
    de: 'vorgangsname|name|vorgang|aufgabe|aufgabenname|bezeichnung|titel|aktivitat|phase|arbeitspaket|beschreibung',
    fr: 'nom de la tache|nom|tache|intitule|libelle|titre|activite|nom de tache|phase|designation|lot|description',
  },
  start: {
    en: 'start|start date|begin|begin date|planned start|scheduled start|start on|from|start time',
    de: 'anfang|start|beginn|startdatum|anfangstermin|anfangsdatum|geplanter anfang|startzeit|start termin|von',
    fr: 'debut|date de debut|date debut|commencement|debut prevu|demarrage|du',
  },
  finish: {
    en: 'finish|end|end date|finish date|planned finish|scheduled finish|planned end|due|due date|deadline|until|to|end on|finish time',
    de: 'ende|endtermin|enddatum|fertigstellung|fertigstellungstermin|abschluss|geplantes ende|fallig|falligkeit|termin|bis|end termin',
    fr: 'fin|date de fin|date fin|achevement|echeance|fin prevue|au',
  },
  duration: {
    en: 'duration|duration days|days|length|planned duration|scheduled duration',
    de: 'dauer|dauer tage|tage|geplante dauer|lange',
    fr: 'duree|duree jours|jours|duree prevue',
  },
  percent: {
    en: '% complete|percent complete|complete|progress|% done|completion|done|complete %|progress %|pct complete|% progress|% work complete',
    de: '% abgeschlossen|fortschritt|abgeschlossen|prozent abgeschlossen|fortschritt %|fertig|erledigt|% fertig|% arbeit abgeschlossen',
    fr: '% acheve|acheve|avancement|% avancement|pourcentage acheve|avancement %|progression|% termine',
  },
  predecessors: {
    en: 'predecessors|predecessor|depends on|dependencies|dependency|predecessor ids',
    de: 'vorganger|abhangigkeiten|abhangig von|vorganger nr',
    fr: 'predecesseurs|predecesseur|dependances|depend de',
  },
  milestone: { en: 'milestone|is milestone|milestones', de: 'meilenstein|ist meilenstein', fr: 'jalon|est un jalon' },
  notes: {
    en: 'notes|note|comments|comment|remarks|remark|description|details',
    de: 'notizen|notiz|bemerkung|bemerkungen|kommentar|kommentare|anmerkung|anmerkungen|beschreibung',
    fr: 'notes|remarques|remarque|commentaire|commentaires|description',
  },
  resources: {
    en: 'resource names|resources|resource|assigned to|assignee|assignees|owner|responsible|staff|people|who|assigned',
    de: 'ressourcennamen|ressourcen|ressource|zugewiesen an|verantwortlich|bearbeiter|zustandig|mitarbeiter|wer',
    fr: 'noms ressources|ressources|noms des ressources|attribue a|responsable|ressource|assigne a|qui|equipe',
  },
};

type Known = { readonly field: SheetField; readonly language: SheetLanguage; readonly rank: number };

const KNOWN = indexTitles();

function indexTitles(): ReadonlyMap<string, readonly Known[]> {
  const index = new Map<string, Known[]>();
  for (const field of SHEET_FIELDS) {
    const names = TITLES[field];
    for (const language of ['en', 'de', 'fr'] as const) {
      for (const [rank, title] of names[language].split('|').entries()) {
        const list = index.get(title) ?? [];
        list.push({ field, language, rank });
        index.set(title, list);
      }
    }
  }
  for (const list of index.values()) list.sort((a, b) => a.rank - b.rank);
  return index;
}

/** Lower case, without accents, brackets and punctuation; `%` and `#` stay. */
function normalizeTitle(title: string): string {
  return title
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9%#]+/g, ' ')
    .trim();
}

function knownOf(title: string): readonly Known[] {
  const withoutBrackets = title.replaceAll(/[([].*?[)\]]/g, '');
  return KNOWN.get(normalizeTitle(title)) ?? KNOWN.get(normalizeTitle(withoutBrackets)) ?? [];
}

export function fieldOfTitle(title: string): SheetField | undefined {
  return knownOf(title)[0]?.field;
}

export type Guess = { readonly fields: readonly (SheetField | null)[]; readonly language: SheetLanguage };

/** One field for each column, each field at most once, the surest titles first; and the language of most titles. */
export function guessFields(titles: readonly string[]): Guess {
  const candidates = titles.flatMap((title, column) => knownOf(title).map((known) => ({ ...known, column })));
  candidates.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const fields = titles.map((): SheetField | null => null);
  const taken = new Set<SheetField>();
  const votes = { en: 0, de: 0, fr: 0 };
  for (const { field, column, language } of candidates) {
    if (fields[column] === field) votes[language] += 1;
    if (taken.has(field) || (fields[column] ?? null) !== null) continue;
    fields[column] = field;
    taken.add(field);
    votes[language] += 1;
  }
  const language = votes.de > votes.en && votes.de >= votes.fr ? 'de' : votes.fr > votes.en ? 'fr' : 'en';
  return { fields, language };
}
