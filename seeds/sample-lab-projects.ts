/** A phase to be: length in working days, who does it and on what; a group has parts, one after the other unless `parallel`. */
export type Step =
  | { readonly kind: 'task'; readonly name: string; readonly days: number; readonly job: string; readonly instrument: string | undefined }
  | { readonly kind: 'milestone'; readonly name: string }
  | { readonly kind: 'group'; readonly name: string; readonly order: 'serial' | 'parallel'; readonly parts: readonly Step[] };

export type SampleSite = 'basel' | 'freiburg' | 'lyon';

export type SampleProject = {
  readonly name: string;
  readonly site: SampleSite;
  /** Start, in days from the Monday of this week. */
  readonly startsIn: number;
  readonly color: string;
  readonly customer: string | null;
  readonly isConfirmed: boolean;
  readonly workingDays: boolean;
  readonly volume: number | null;
  readonly steps: readonly Step[];
};

function task(name: string, days: number, job: string, instrument?: string): Step {
  return { kind: 'task', name, days, job, instrument };
}
function milestone(name: string): Step {
  return { kind: 'milestone', name };
}
function serial(name: string, ...parts: Step[]): Step {
  return { kind: 'group', name, order: 'serial', parts };
}
function parallel(name: string, ...parts: Step[]): Step {
  return { kind: 'group', name, order: 'parallel', parts };
}

const ordinary = { customer: null, isConfirmed: true, workingDays: true, volume: null } as const;

/** Instruments by site: name and type. */
export const instruments: Readonly<Record<SampleSite, readonly (readonly [name: string, typeName: string])[]>> = {
  basel: [
    ['NMR 600 MHz', 'Spectrometer'],
    ['LC-MS QTOF', 'Mass spectrometer'],
    ['Prep HPLC 2', 'Chromatograph'],
    ['Pilot reactor 10 L', 'Reactor'],
    ['X-ray diffractometer', 'Diffractometer'],
    ['Plate reader A', 'Plate reader'],
  ],
  freiburg: [
    ['Bioreactor 50 L', 'Bioreactor'],
    ['Bioreactor 5 L', 'Bioreactor'],
    ['Confocal microscope', 'Microscope'],
    ['ÄKTA pure', 'Chromatograph'],
    ['Freeze dryer', 'Dryer'],
  ],
  lyon: [
    ['Flow cytometer', 'Cytometer'],
    ['Cell sorter', 'Cytometer'],
    ['BSL-3 suite', 'Laboratory'],
    ['Cryo-EM', 'Microscope'],
  ],
};

export const projects: readonly SampleProject[] = [
  {
    ...ordinary,
    name: 'KX-204 lead optimisation',
    site: 'basel',
    startsIn: -56,
    color: '#2f6fde',
    customer: 'Novelia Therapeutics',
    volume: 480_000,
    steps: [
      serial(
        'Hit confirmation',
        task('Assay set-up', 8, 'Assay biologist', 'Plate reader A'),
        task('Primary screening', 12, 'Assay biologist', 'Plate reader A'),
        task('Dose response', 8, 'Assay biologist'),
      ),
      serial(
        'Synthesis',
        task('Route scouting', 10, 'Medicinal chemist'),
        serial(
          'Analogue series A',
          task('Building blocks', 5, 'Medicinal chemist'),
          task('Coupling', 5, 'Medicinal chemist'),
          task('Purification', 5, 'Medicinal chemist', 'Prep HPLC 2'),
        ),
        serial(
          'Analogue series B',
          task('Scaffold hop', 6, 'Medicinal chemist'),
          task('Late-stage variation', 5, 'Medicinal chemist'),
          task('Purification and salt forms', 5, 'Medicinal chemist', 'Prep HPLC 2'),
        ),
      ),
      parallel(
        'Characterisation',
        task('NMR and mass spectra', 8, 'Analytical chemist', 'NMR 600 MHz'),
        task('Solubility and stability', 14, 'Analytical chemist', 'LC-MS QTOF'),
        task('Crystal structure', 12, 'Structural biologist', 'X-ray diffractometer'),
      ),
      task('Candidate report', 5, 'Project manager'),
      milestone('Candidate nominated'),
    ],
  },
  {
    ...ordinary,
    name: 'PR-17 process scale-up',
    site: 'basel',
    startsIn: -21,
    color: '#0f8a6d',
    customer: 'Alpina Chemie',
    volume: 310_000,
    steps: [
      serial(
        'Route development',
        task('Literature and safety review', 6, 'Process chemist'),
        task('Solvent screening', 9, 'Process chemist'),
        task('Calorimetry', 5, 'Laboratory technician'),
      ),
      serial(
        'Pilot campaign',
        task('Reactor preparation', 4, 'Instrument engineer', 'Pilot reactor 10 L'),
        task('Batch 1', 6, 'Process chemist', 'Pilot reactor 10 L'),
        task('Batch 2', 6, 'Process chemist', 'Pilot reactor 10 L'),
        task('Impurity profile', 7, 'Analytical chemist', 'LC-MS QTOF'),
      ),
      serial('Transfer', task('Cleaning validation', 5, 'Quality specialist'), task('Technology transfer file', 8, 'Quality specialist')),
      milestone('Hand-over to production'),
    ],
  },
  {
    ...ordinary,
    name: 'Kinase panel platform',
    site: 'basel',
    startsIn: 14,
    color: '#8a4fd3',
    isConfirmed: false,
    steps: [
      serial('Reagents', task('Protein expression', 12, 'Structural biologist'), task('Protein quality control', 5, 'Analytical chemist')),
      serial(
        'Panel',
        task('Assay transfer', 10, 'Assay biologist', 'Plate reader A'),
        task('Miniaturisation', 10, 'Assay biologist'),
        task('Validation runs', 15, 'Assay biologist', 'Plate reader A'),
      ),
      parallel('Analysis', task('Scoring model', 12, 'Computational chemist'), task('Selectivity maps', 10, 'Computational chemist')),
      milestone('Platform open for projects'),
    ],
  },
  {
    ...ordinary,
    name: 'Spectroscopy method renewal',
    site: 'basel',
    startsIn: -35,
    color: '#b4541a',
    steps: [
      task('Gap analysis', 8, 'Analytical chemist'),
      parallel(
        'Methods',
        task('qNMR method', 12, 'Analytical chemist', 'NMR 600 MHz'),
        task('High-resolution MS method', 12, 'Analytical chemist'),
        task('Reference standards', 10, 'Laboratory technician'),
      ),
      serial(
        'Validation',
        task('Robustness study', 10, 'Analytical chemist', 'NMR 600 MHz'),
        task('Validation report', 6, 'Quality specialist'),
      ),
      milestone('Methods released'),
    ],
  },
  {
    ...ordinary,
    name: 'CellFactory CHO-9',
    site: 'freiburg',
    startsIn: -42,
    color: '#c2334d',
    customer: 'Rhein Biologics',
    volume: 720_000,
    steps: [
      serial(
        'Cell line',
        task('Transfection', 6, 'Cell biologist'),
        serial(
          'Clone selection',
          task('Limiting dilution', 6, 'Cell biologist'),
          task('Titre ranking', 6, 'Analytical chemist'),
          task('Clone imaging', 6, 'Cell biologist', 'Confocal microscope'),
        ),
        task('Cell bank', 8, 'Laboratory technician'),
      ),
      serial(
        'Upstream',
        task('Media screening', 12, 'Bioprocess engineer', 'Bioreactor 5 L'),
        task('Fed-batch 5 L', 14, 'Bioprocess engineer', 'Bioreactor 5 L'),
        serial(
          'Fed-batch 50 L',
          task('Seed train', 5, 'Bioprocess engineer'),
          task('Production run', 10, 'Bioprocess engineer', 'Bioreactor 50 L'),
          task('Harvest', 2, 'Laboratory technician'),
        ),
      ),
      serial(
        'Downstream',
        task('Capture step', 8, 'Bioprocess engineer', 'ÄKTA pure'),
        task('Polishing', 8, 'Bioprocess engineer', 'ÄKTA pure'),
      ),
      milestone('Material for toxicology'),
    ],
  },
  {
    ...ordinary,
    name: 'Lyophilised formulation',
    site: 'freiburg',
    startsIn: 0,
    color: '#12808f',
    steps: [
      parallel(
        'Pre-formulation',
        task('Excipient screening', 12, 'Formulation scientist'),
        task('Thermal analysis', 8, 'Analytical chemist'),
      ),
      serial(
        'Cycle development',
        task('Freeze-drying cycle 1', 7, 'Formulation scientist', 'Freeze dryer'),
        task('Freeze-drying cycle 2', 7, 'Formulation scientist', 'Freeze dryer'),
        task('Reconstitution tests', 5, 'Laboratory technician'),
      ),
      parallel(
        'Stability',
        task('Transport simulation', 8, 'Laboratory technician'),
        serial(
          'Accelerated stability',
          task('Week 1 pull', 5, 'Laboratory technician'),
          task('Week 4 pull', 15, 'Formulation scientist'),
          task('Week 6 pull', 10, 'Formulation scientist'),
        ),
      ),
      milestone('Formulation frozen'),
    ],
  },
  {
    ...ordinary,
    name: 'Organ-on-chip toxicology',
    site: 'freiburg',
    startsIn: 28,
    color: '#6b7a14',
    isConfirmed: false,
    customer: 'EU consortium TOX-CHIP',
    volume: 260_000,
    steps: [
      serial(
        'Device',
        task('Chip design', 10, 'Doctoral student'),
        serial(
          'Prototype series',
          task('Moulding', 6, 'Laboratory technician'),
          task('Bonding', 4, 'Laboratory technician'),
          task('Leak test', 4, 'Doctoral student'),
        ),
      ),
      serial('Biology', task('Liver model', 18, 'Cell biologist', 'Confocal microscope'), task('Reference compounds', 14, 'Toxicologist')),
      task('Image analysis pipeline', 15, 'Data scientist'),
      milestone('Interim report to the consortium'),
    ],
  },
  {
    ...ordinary,
    name: 'Digital batch record',
    site: 'freiburg',
    startsIn: -14,
    color: '#4a63c9',
    workingDays: false,
    steps: [
      task('Requirements workshop', 3, 'Project manager'),
      serial(
        'Configuration',
        task('Templates', 15, 'Data scientist'),
        serial(
          'Interfaces to instruments',
          task('Balances', 4, 'Data scientist'),
          task('Chromatography', 6, 'Data scientist'),
          task('Bioreactors', 6, 'Bioprocess engineer'),
        ),
        task('User acceptance test', 8, 'Bioprocess engineer'),
      ),
      serial('Roll-out', task('Training', 5, 'Project manager'), task('Parallel run', 10, 'Bioprocess engineer')),
      milestone('Go-live'),
    ],
  },
  {
    ...ordinary,
    name: 'Vaccine adjuvant VX-3',
    site: 'lyon',
    startsIn: -49,
    color: '#b3267e',
    customer: 'Institut Rhône',
    volume: 540_000,
    steps: [
      serial(
        'In vitro',
        task('Cytokine panel', 10, 'Immunologist', 'Flow cytometer'),
        task('Dendritic cell activation', 12, 'Immunologist', 'Flow cytometer'),
        task('Dose ranging', 8, 'Immunologist'),
      ),
      serial(
        'In vivo',
        task('Protocol approval', 10, 'Project manager'),
        serial(
          'Immunisation study',
          task('Prime', 5, 'Immunologist', 'BSL-3 suite'),
          task('Boost', 5, 'Immunologist', 'BSL-3 suite'),
          task('Sampling', 10, 'Laboratory technician'),
        ),
        task('Serology', 10, 'Virologist', 'BSL-3 suite'),
      ),
      task('Statistical report', 8, 'Biostatistician'),
      milestone('Decision for phase I'),
    ],
  },
  {
    ...ordinary,
    name: 'AAV vector platform',
    site: 'lyon',
    startsIn: -7,
    color: '#1f7a3d',
    steps: [
      serial(
        'Capsid',
        task('Library design', 8, 'Vector engineer'),
        task('Capsid selection', 15, 'Vector engineer', 'Cell sorter'),
        task('Structure by cryo-EM', 12, 'Postdoctoral researcher', 'Cryo-EM'),
      ),
      serial(
        'Production',
        task('Triple transfection', 8, 'Laboratory technician'),
        task('Purification', 8, 'Laboratory technician'),
        task('Titre and potency', 8, 'Virologist', 'BSL-3 suite'),
      ),
      task('Platform patent filing', 15, 'Project manager'),
      milestone('Lead capsid chosen'),
    ],
  },
  {
    ...ordinary,
    name: 'Cytometry core facility',
    site: 'lyon',
    startsIn: 7,
    color: '#9a6b00',
    steps: [
      serial(
        'Installation',
        task('Instrument acceptance', 5, 'Flow cytometry specialist', 'Cell sorter'),
        task('Performance qualification', 6, 'Flow cytometry specialist', 'Cell sorter'),
      ),
      parallel(
        'Panels',
        task('28-colour panel', 15, 'Flow cytometry specialist', 'Flow cytometer'),
        task('Compensation controls', 8, 'Laboratory technician'),
        task('Data templates', 10, 'Biostatistician'),
      ),
      serial('Opening', task('Booking rules', 4, 'Project manager'), task('User training', 6, 'Flow cytometry specialist')),
      milestone('Core facility open'),
    ],
  },
  {
    ...ordinary,
    name: 'Clinical supply ONX-1',
    site: 'lyon',
    startsIn: 42,
    color: '#5d5f6b',
    isConfirmed: false,
    customer: 'Onexa',
    volume: 190_000,
    steps: [
      task('Demand forecast', 6, 'Clinical supply planner'),
      serial(
        'Packaging',
        task('Label text approval', 10, 'Clinical supply planner'),
        task('Kit assembly', 8, 'Clinical supply planner'),
        task('Release by the qualified person', 4, 'Clinical supply planner'),
      ),
      serial(
        'Distribution',
        task('Cold-chain qualification', 10, 'Clinical supply planner'),
        task('Depot shipment', 4, 'Clinical supply planner'),
      ),
      task('Returns and reconciliation', 8, 'Clinical supply planner'),
      milestone('First patient supplied'),
    ],
  },
];
