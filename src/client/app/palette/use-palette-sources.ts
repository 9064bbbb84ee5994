import { useNavigate } from '@tanstack/react-router';
import { useContext, useMemo } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import type { Day } from '../../../lib/days.ts';
import type { SiteId } from '../../../planning/model.ts';
import { PageActionsContext } from '../../data/page-actions.ts';
import { PlanStoreContext } from '../../data/plan-context.ts';
import { useViewState, type ViewState } from '../../data/view-state.ts';
import { viewSearchOf } from '../view-search.ts';
import { dayItems } from './day-items.ts';
import type { PaletteItem, PaletteSources } from './palette-items.ts';
import { useActions } from './use-actions.ts';
import { useGoTo } from './use-go-to.ts';

/** What there is to go to and to do, as it stands when the palette opens. */
export function usePaletteSources(): PaletteSources {
  const store = useContext(PlanStoreContext);
  const pages = useContext(PageActionsContext);
  const { state, usualMode, send } = useViewState();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const goToItem = useGoTo();
  const actions = useActions();
  const plan = store?.plan;
  const pageActions = useMemo(() => (pages?.list() ?? []).map((action): PaletteItem => ({ ...action, kind: 'action' })), [pages]);
  return useMemo((): PaletteSources => {
    const show = (change: Partial<ViewState>) => navigate({ to: '/gantt', search: viewSearchOf({ ...state, ...change }, usualMode) });
    const showRows = (column: string, key: string) =>
      show({ search: '', grid: { ...state.grid, filters: [{ column, kind: 'in', keys: [key] }] } });
    return {
      pageActions,
      actions,
      plan,
      daysOf: (text) => {
        const goTo = (day: Day) => void show({}).then(() => send({ kind: 'day', day }));
        return plan ? dayItems(text, { plan, siteId: state.siteId, locale, goTo }) : [];
      },
      goTo: (kind, id) => {
        if (kind === 'person') void showRows('people', id);
        else if (kind === 'instrument') void showRows('equipment', id);
        // The palette's sites are the plan's.
        else if (kind === 'site') void show({ siteId: id as SiteId });
        else goToItem(id);
      },
    };
  }, [pageActions, actions, plan, state, usualMode, locale, navigate, goToItem, send]);
}
