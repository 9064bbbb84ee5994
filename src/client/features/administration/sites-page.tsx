import { useQuery } from '@tanstack/react-query';
import { Building2, CalendarDays, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Weekday } from '../../../lib/days.ts';
import type { Site } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { usePageActions } from '../../data/page-actions.ts';
import { sitesQuery } from '../../data/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { HolidaysDialog } from './holidays-dialog.tsx';
import { SiteDialog } from './site-dialog.tsx';
import { useSave } from './use-save.ts';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'holidays' | 'delete'; readonly site: Site };

const countryName = new Intl.DisplayNames(undefined, { type: 'region' });

/** The places of the organization: where projects, people and equipment belong, with their days off. */
export function SitesPage() {
  const { data: sites, error } = useQuery(sitesQuery);
  const [open, setOpen] = useState<Open>();
  usePageActions(() => [{ id: 'new-site', label: 'New site', run: () => setOpen({ kind: 'new' }) }]);
  const close = (): void => setOpen(undefined);
  return (
    <Page
      title="Sites"
      description="A site has its own holidays, weekend and time zone. People see the sites they belong to in full."
      actions={
        <Button tone="primary" icon={<Building2 />} onPress={() => setOpen({ kind: 'new' })}>
          New site
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {sites ? (
        <Table
          label="Sites"
          columns={columnsOf(setOpen)}
          rows={sites}
          rowKey={(site) => site.id}
          empty="There is no site yet. Add the first one."
        />
      ) : (
        <Skeleton rows={4} label="Loading the sites…" />
      )}
      {open?.kind === 'new' ? <SiteDialog onClose={close} /> : null}
      {open?.kind === 'edit' ? <SiteDialog site={open.site} onClose={close} /> : null}
      {open?.kind === 'holidays' ? <HolidaysDialog site={open.site} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteSiteDialog site={open.site} onClose={close} /> : null}
    </Page>
  );
}

function columnsOf(onOpen: (open: Open) => void): readonly Column<Site>[] {
  return [
    { key: 'name', title: 'Name', cell: (site) => site.name },
    { key: 'country', title: 'Country and region', cell: placeOf },
    { key: 'zone', title: 'Time zone', isMinor: true, cell: (site) => site.timeZone.replaceAll('_', ' ') },
    { key: 'weekend', title: 'Weekend', isMinor: true, cell: (site) => weekendText(site.weekendDays) },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (site) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <IconButton
            icon={<CalendarDays />}
            label={`Holidays of ${site.name}`}
            size="small"
            onPress={() => onOpen({ kind: 'holidays', site })}
          />
          <IconButton icon={<Pencil />} label={`Edit ${site.name}`} size="small" onPress={() => onOpen({ kind: 'edit', site })} />
          <IconButton icon={<Trash2 />} label={`Delete ${site.name}`} size="small" onPress={() => onOpen({ kind: 'delete', site })} />
        </span>
      ),
    },
  ];
}

function placeOf(site: Site): string {
  if (site.countryCode === null) return 'Not set';
  const country = countryName.of(site.countryCode) ?? site.countryCode;
  return site.regionCode === null ? country : `${country}, ${site.regionCode}`;
}

function weekendText(days: readonly Weekday[]): string {
  // 1 January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  return days.map((day) => name.format(Date.UTC(2024, 0, day))).join(', ') || 'None';
}

function DeleteSiteDialog({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) {
  const remove = useSave({
    save: () => call('deleteSite', { params: { id: site.id } }),
    refresh: sitesQuery.queryKey,
    done: `${site.name} is deleted`,
    onSaved: onClose,
  });
  return (
    <ConfirmDialog
      title={`Delete ${site.name}?`}
      confirmLabel="Delete site"
      isOpen
      isPending={remove.isPending}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    >
      Its holidays go with it. A site that projects, people or equipment still belong to is kept.
    </ConfirmDialog>
  );
}
