import type { Role } from '../src/contract/roles.ts';
import type { SiteId, Staff } from '../src/planning/model.ts';

export type SampleUser = Staff & { readonly email: string; readonly role: Role; readonly siteIds: readonly SiteId[] };

/** name, job title, capacity percent, Monday to Friday pattern percent */
export type Person = readonly [name: string, jobTitle: string, capacity?: number, week?: readonly [number, number, number, number, number]];

/** The lab's people by site. All of them are invented. */
export const people: Readonly<Record<'basel' | 'freiburg' | 'lyon', readonly Person[]>> = {
  basel: [
    ['Anja Brunner', 'Head of project office'],
    ['Luca Ferrari', 'Medicinal chemist'],
    ['Nora Aebischer', 'Medicinal chemist', 80, [100, 100, 100, 100, 0]],
    ['Tobias Keller', 'Process chemist'],
    ['Priya Raman', 'Analytical chemist'],
    ['Marco Steiner', 'Laboratory technician'],
    ['Sabine Vogt', 'Laboratory technician', 60, [100, 100, 100, 0, 0]],
    ['Jonas Widmer', 'Structural biologist'],
    ['Elif Demir', 'Computational chemist'],
    ['Reto Hofmann', 'Project manager'],
    ['Carla Meier', 'Quality specialist', 90],
    ['David Okafor', 'Assay biologist'],
    ['Mirjam Zaugg', 'Assay biologist', 50, [100, 100, 50, 0, 0]],
    ['Stefan Graf', 'Instrument engineer'],
    ['Yuki Tanaka', 'Postdoctoral researcher'],
  ],
  freiburg: [
    ['Katrin Seidel', 'Site lead'],
    ['Michael Lorenz', 'Cell biologist'],
    ['Aylin Kaya', 'Cell biologist', 75, [100, 100, 100, 75, 0]],
    ['Florian Beck', 'Bioprocess engineer'],
    ['Hannah Winter', 'Bioprocess engineer'],
    ['Pavel Novak', 'Analytical chemist'],
    ['Greta Sommer', 'Laboratory technician'],
    ['Lars Petersen', 'Laboratory technician', 80, [100, 100, 0, 100, 100]],
    ['Melanie Roth', 'Project manager'],
    ['Ivan Petrov', 'Data scientist'],
    ['Johanna Kurz', 'Toxicologist'],
    ['Sven Albrecht', 'Formulation scientist'],
    ['Teresa Lang', 'Doctoral student'],
  ],
  lyon: [
    ['Camille Dubois', 'Site lead'],
    ['Julien Moreau', 'Immunologist'],
    ['Sophie Laurent', 'Immunologist', 80, [100, 100, 0, 100, 100]],
    ['Antoine Girard', 'Virologist'],
    ['Inès Benali', 'Laboratory technician'],
    ['Mathieu Rousseau', 'Laboratory technician'],
    ['Claire Fontaine', 'Project manager'],
    ['Hugo Lefèvre', 'Flow cytometry specialist'],
    ['Manon Petit', 'Biostatistician', 60, [100, 0, 100, 0, 100]],
    ['Olivier Chevalier', 'Vector engineer'],
    ['Zoé Marchand', 'Clinical supply planner'],
    ['Karim Haddad', 'Postdoctoral researcher'],
  ],
};

/** The first person of a site manages its plan; the others look, and report on what they are assigned to. */
export function roleAt(index: number): Role {
  return index === 0 ? 'superuser' : 'user';
}
