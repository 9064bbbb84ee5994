import { useQuery } from '@tanstack/react-query';
import { Microscope, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Equipment } from '../../../planning/model.ts';
import { call } from '../../data/call.ts';
import { usePageActions } from '../../data/page-actions.ts';
import { equipmentQuery, sitesQuery } from '../../data/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, Tag, type Column } from '../../ui/table.tsx';
import styles from './administration.module.css';
import { EquipmentDialog } from './equipment-dialog.tsx';
import { useSave } from './use-save.ts';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete'; readonly item: Equipment };

/** The instruments that projects book. */
export function EquipmentPage() {
  const { data: equipment, error } = useQuery(equipmentQuery);
  const { data: sites } = useQuery(sitesQuery);
  const [open, setOpen] = useState<Open>();
  usePageActions(() => [{ id: 'new-equipment', label: 'New equipment', run: () => setOpen({ kind: 'new' }) }]);
  const close = (): void => setOpen(undefined);
  const siteName = (item: Equipment): string => sites?.find((site) => site.id === item.siteId)?.name ?? '…';
  return (
    <Page
      title="Equipment"
      description="Instruments and rooms that projects book. Each belongs to one site."
      actions={
        <Button tone="primary" icon={<Microscope />} isDisabled={sites?.length === 0} onPress={() => setOpen({ kind: 'new' })}>
          New equipment
        </Button>
      }
    >
      {error ? <Banner tone="danger">{error.message}</Banner> : null}
      {sites?.length === 0 ? <Banner>Add a site first: equipment belongs to one.</Banner> : null}
      {equipment ? (
        <Table
          label="Equipment"
          columns={columnsOf(siteName, setOpen)}
          rows={equipment}
          rowKey={(item) => item.id}
          isDim={(item) => !item.isActive}
          empty="There is no equipment yet."
        />
      ) : (
        <Skeleton rows={8} label="Loading the equipment…" />
      )}
      {open?.kind === 'new' ? <EquipmentDialog sites={sites ?? []} onClose={close} /> : null}
      {open?.kind === 'edit' ? <EquipmentDialog item={open.item} sites={sites ?? []} onClose={close} /> : null}
      {open?.kind === 'delete' ? <DeleteEquipmentDialog item={open.item} onClose={close} /> : null}
    </Page>
  );
}

function columnsOf(siteName: (item: Equipment) => string, onOpen: (open: Open) => void): readonly Column<Equipment>[] {
  return [
    {
      key: 'name',
      title: 'Name',
      cell: (item) => (
        <>
          <span className={styles.dot} style={{ background: item.color ?? 'var(--color-line-strong)' }} aria-hidden />
          {item.name}
        </>
      ),
    },
    { key: 'type', title: 'Type', isMinor: true, cell: (item) => item.typeName ?? '' },
    { key: 'site', title: 'Site', cell: siteName },
    {
      key: 'state',
      title: 'State',
      isMinor: true,
      cell: (item) => (item.isActive ? <Tag tone="success">In use</Tag> : <Tag>Retired</Tag>),
    },
    {
      key: 'actions',
      title: 'Actions',
      isTitleHidden: true,
      align: 'end',
      cell: (item) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <IconButton icon={<Pencil />} label={`Edit ${item.name}`} size="small" onPress={() => onOpen({ kind: 'edit', item })} />
          <IconButton icon={<Trash2 />} label={`Delete ${item.name}`} size="small" onPress={() => onOpen({ kind: 'delete', item })} />
        </span>
      ),
    },
  ];
}

function DeleteEquipmentDialog({ item, onClose }: { readonly item: Equipment; readonly onClose: () => void }) {
  const remove = useSave({
    save: () => call('deleteEquipment', { params: { id: item.id } }),
    refresh: equipmentQuery.queryKey,
    done: `${item.name} is deleted`,
    onSaved: onClose,
  });
  return (
    <ConfirmDialog
      title={`Delete ${item.name}?`}
      confirmLabel="Delete"
      isOpen
      isPending={remove.isPending}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    >
      Equipment with bookings is kept; retire it instead, then it can no longer be booked.
    </ConfirmDialog>
  );
}
