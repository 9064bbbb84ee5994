import { createSampleLab } from '../../seeds/sample-lab.ts';
import type { TenantFeature } from './platform/feature.ts';
import { accessFeature } from './tenant/access/public.ts';
import { baselinesFeature } from './tenant/baselines/public.ts';
import { columnsFeature } from './tenant/columns/public.ts';
import { equipmentFeature } from './tenant/equipment/public.ts';
import { planFeature } from './tenant/plan/public.ts';
import { projectsFeature } from './tenant/projects/public.ts';
import { createSettingsFeature } from './tenant/settings/public.ts';
import { sitesFeature } from './tenant/sites/public.ts';
import { ssoFeature } from './tenant/sso/public.ts';
import { transfersFeature } from './tenant/transfers/public.ts';
import { viewsFeature } from './tenant/views/public.ts';

/** Every feature of a tenant, in the order of the documentation. */
export const features: readonly TenantFeature[] = [
  accessFeature,
  ssoFeature,
  planFeature,
  projectsFeature,
  columnsFeature,
  baselinesFeature,
  viewsFeature,
  sitesFeature,
  equipmentFeature,
  createSettingsFeature(createSampleLab),
  transfersFeature,
];
