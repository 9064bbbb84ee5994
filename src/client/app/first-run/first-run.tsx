import { useMutation } from '@tanstack/react-query';
import { CalendarPlus, ChartGantt, FileUp, FlaskConical, Link2, MoveHorizontal, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { roleHas } from '../../../contract/roles.ts';
import { ProblemError } from '../../data/api.ts';
import { call } from '../../data/call.ts';
import { useProjectDialogs } from '../../data/project-dialogs.ts';
import { useMe } from '../../data/session.ts';
import { usePlanStore } from '../../data/plan-context.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Logo } from '../../ui/logo.tsx';
import { useToasts } from '../../ui/toast.tsx';
import styles from './first-run.module.css';

/** In place of an empty plan: three ways to a first project, and what comes after. */
export function FirstRun() {
  const me = useMe();
  if (!roleHas(me.role, 'plan.write')) {
    return (
      <EmptyState isPage icon={<ChartGantt />} title="Nothing is planned yet">
        As soon as somebody plans a project at one of your sites, it appears here.
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <div className={styles.hero}>
        <Logo size={44} />
        <h1 className={styles.title}>Let’s put your first plan on screen</h1>
        <p className={styles.intro}>Look around in a believable lab, bring a project along, or start with an empty one.</p>
      </div>
      <Choices />
      <Guide />
    </div>
  );
}

function Choices() {
  const me = useMe();
  const dialogs = useProjectDialogs();
  const sample = useSampleData();
  return (
    <div className={styles.choices}>
      {roleHas(me.role, 'settings.manage') ? (
        <Choice
          isFirst
          icon={<FlaskConical />}
          title="Load sample data"
          text="Three sites, twelve projects, forty people and their instruments. Ready in seconds."
          action={
            <Button tone="primary" isPending={sample.isPending} onPress={() => sample.mutate()}>
              Load sample data
            </Button>
          }
        />
      ) : null}
      <Choice
        icon={<FileUp />}
        title="Import a Microsoft Project file"
        text="XML from Microsoft Project, or a CSV sheet. You see what will be created before anything is."
        action={<Button onPress={() => dialogs.openImport()}>Import a file</Button>}
      />
      <Choice
        icon={<CalendarPlus />}
        title="Start with a new project"
        text="A name and two dates are enough. Phases, people and links come as you go."
        action={<Button onPress={dialogs.openNewProject}>New project</Button>}
      />
      {sample.error ? (
        <Banner tone="danger" className={styles.failure}>
          {sample.error.message}
        </Banner>
      ) : null}
    </div>
  );
}

type ChoiceProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
  readonly isFirst?: boolean;
};

function Choice({ icon, title, text, action, isFirst = false }: ChoiceProps) {
  return (
    <section className={styles.choice} data-first={isFirst || undefined}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <h2 className={styles.choiceTitle}>{title}</h2>
      <p className={styles.choiceText}>{text}</p>
      <div className={styles.action}>{action}</div>
    </section>
  );
}

const steps = [
  { icon: <CalendarPlus />, text: 'Create a project and its phases: Ins adds one below the selected row.' },
  { icon: <MoveHorizontal />, text: 'Drag bars to move or resize them; everything that follows shows at once.' },
  { icon: <Link2 />, text: 'Link phases by pulling from the end of one bar to another: successors move along.' },
  { icon: <Users />, text: 'Add colleagues under Users; each sees the sites they belong to.' },
] as const;

function Guide() {
  return (
    <section className={styles.guide} aria-labelledby="guide-title">
      <h2 id="guide-title" className={styles.guideTitle}>
        How planning works here
      </h2>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.text} className={styles.step}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useSampleData() {
  const store = usePlanStore();
  const toasts = useToasts();
  return useMutation<Awaited<ReturnType<typeof loadSample>>, ProblemError>({
    mutationFn: loadSample,
    onSuccess: async (counts) => {
      await store.reload();
      const detail = `${String(counts.projectCount)} projects, ${String(counts.phaseCount)} phases and ${String(counts.userCount)} people at ${String(counts.siteCount)} sites.`;
      toasts.show({ tone: 'success', text: 'The sample lab is ready', detail });
    },
  });
}

function loadSample() {
  return call('loadSampleData');
}
